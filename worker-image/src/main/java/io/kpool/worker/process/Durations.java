package io.kpool.worker.process;

import java.time.Duration;

/** How long user code wants to wait. */
final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Durations() {}

    /** In nanoseconds; more than these can say is a century. */
    static long nanos(Duration timeout) {
        return timeout.compareTo(LONGEST) >= 0 ? LONGEST.toNanos() : Math.max(0, timeout.toNanos());
    }
}
