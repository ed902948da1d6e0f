package io.kpool.operator.nodepool;

import java.time.Duration;

/** How long a host waits before its next start: a second after the first failure, twice as long after each further one. */
enum BackOff {
    /** After a worker that came to grief: each start costs a node an image and a JVM. */
    START(Duration.ofMinutes(5)),
    /** After a pod that the API server refused: asking again is cheap, and a quota may be raised any time. */
    REFUSAL(Duration.ofSeconds(30));

    /** A worker that was ready for so long has made up for the failures before. */
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    /** Never start a host more often than this, whoever deletes its pods. */
    static final Duration FIRST = Duration.ofSeconds(1);

    private final Duration longest;

    BackOff(Duration longest) {
        this.longest = longest;
    }

    /**
     * The time between a failure and the next start.
     *
     * @param failures in a row, the last one included; at least 1
     */
    Duration after(int failures) {
        int doublings = Math.min(failures - 1, Integer.SIZE - 2);
        Duration delay = FIRST.multipliedBy(1L << doublings);
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
