package io.kpool.operator.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * Where workers are served, and how eagerly.
 *
 * @param number 0: a free one
 * @param spin how long the loop looks for work before it sleeps; zero: not at all
 * @param reviewAfter when the API server is asked about a worker that was let in by the signature of its token
 */
public record AgentPort(int number, Duration spin, Duration reviewAfter) {
    public AgentPort {
        Objects.requireNonNull(spin, "spin");
        Objects.requireNonNull(reviewAfter, "reviewAfter");
    }
}
