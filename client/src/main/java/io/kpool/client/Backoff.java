package io.kpool.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits before dialling again: doubling, with jitter, so that callers do not come back all at once. */
final class Backoff {
    static final Duration SHORTEST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofSeconds(2);

    private final RandomGenerator random;
    private long ceilingMillis = SHORTEST.toMillis();

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long wait = random.nextLong(ceilingMillis / 2, ceilingMillis + 1);
        ceilingMillis = Math.min(2 * ceilingMillis, LONGEST.toMillis());
        return Duration.ofMillis(wait);
    }

    void reset() {
        ceilingMillis = SHORTEST.toMillis();
    }
}
