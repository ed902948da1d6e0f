package io.kpool.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Measures a load several times and keeps the median, since a shared machine has bad moments.
 *
 * @param pids of all processes whose time counts, by name
 */
public record Timing(Map<String, Long> pids) {
    private static final int ROUNDS = 3;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int DIGITS = 3;

    /** Makes calls and records how long each took. */
    public interface Load {
        void run(Histogram nanos) throws InterruptedException;
    }

    public Measured median(Load load) throws InterruptedException {
        List<Measured> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(once(load));
        }
        rounds.sort(Comparator.comparing(Measured::elapsed));
        return rounds.get(ROUNDS / 2);
    }

    public Measured once(Load load) throws InterruptedException {
        Histogram nanos = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        ProcessorTime before = ProcessorTime.now(pids);
        long start = System.nanoTime();
        load.run(nanos);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Measured(nanos, elapsed, ProcessorTime.now(pids).since(before));
    }
}
