package io.kpool.operator.live;

import io.kpool.protocol.live.SpawnRequest;
import java.time.Duration;
import java.util.Objects;

/**
 * What a caller without a session wants started.
 *
 * @param namespace empty: that of the caller's service account
 * @param request its number does not count
 * @param name by which the caller may ask again, and get the same process; empty: it will not
 * @param patience how long it waits for an answer, and for which
 */
public record SpawnOrder(String namespace, SpawnRequest request, String name, Patience patience) {
    public SpawnOrder {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(patience, "patience");
    }

    boolean isNamed() {
        return !name.isEmpty();
    }

    /** What is waited for. */
    public enum Until {
        STARTED,
        ENDED
    }

    /** @param atMost positive */
    public record Patience(Until until, Duration atMost) {
        public Patience {
            Objects.requireNonNull(until, "until");
            if (!atMost.isPositive()) {
                throw new IllegalArgumentException("a wait of " + atMost);
            }
        }
    }
}
