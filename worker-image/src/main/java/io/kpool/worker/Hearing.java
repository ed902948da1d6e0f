package io.kpool.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long the operator has been silent; confined to the loop. */
final class Hearing {
    private final LongSupplier nanoTime;
    private long heard;
    private long answered;
    private long dialled;

    Hearing(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heard = nanoTime.getAsLong();
        this.answered = heard;
        this.dialled = heard;
    }

    void dialled() {
        dialled = nanoTime.getAsLong();
    }

    void heard() {
        heard = nanoTime.getAsLong();
    }

    /** It answered what this worker said: so it has heard that, not long ago. */
    void answered() {
        answered = nanoTime.getAsLong();
    }

    /** Since the last answer, or since the start: about as long as the operator thinks that it has not heard this worker. */
    Duration silenceOfAnswers() {
        return Duration.ofNanos(nanoTime.getAsLong() - answered);
    }

    /** Since the last word that was obeyed, or since the start. */
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - heard);
    }

    /** The same, of the stream that was dialled last. */
    Duration silenceOfStream() {
        return Duration.ofNanos(nanoTime.getAsLong() - Math.max(heard, dialled));
    }
}
