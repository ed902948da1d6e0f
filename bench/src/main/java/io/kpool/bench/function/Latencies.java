package io.kpool.bench.function;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Nanoseconds of calls, as the text that a function returns: a few KiB. */
public final class Latencies {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DIGITS = 3;

    private Latencies() {}

    /** What is measured. */
    interface Step {
        void take() throws InterruptedException;
    }

    static long of(Step step) throws InterruptedException {
        long start = System.nanoTime();
        step.take();
        return System.nanoTime() - start;
    }

    /** The same so many times, each when the last has returned. */
    static String repeated(int times, Step step) throws InterruptedException {
        Histogram nanos = none();
        for (int i = 0; i < times; i++) {
            nanos.recordValue(of(step));
        }
        return text(nanos);
    }

    static Histogram none() {
        return new Histogram(LONGEST.toNanos(), DIGITS);
    }

    static String text(Histogram nanos) {
        ByteBuffer bytes = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
        int length = nanos.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    public static Histogram parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            return Histogram.decodeFromCompressedByteBuffer(bytes, LONGEST.toNanos());
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a histogram: " + text, e);
        }
    }
}
