package io.kpool.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits before dialling again: doubling, with jitter, so that workers do not come back all at once. */
final class Backoff {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Duration longest;
    private final RandomGenerator random;
    private Duration ceiling = SHORTEST;

    Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    Duration next() {
        long millis = ceiling.toMillis();
        Duration wait = Duration.ofMillis(random.nextLong(millis / 2, millis + 1));
        Duration doubled = ceiling.multipliedBy(2);
        ceiling = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait;
    }

    void reset() {
        ceiling = SHORTEST;
    }
}
