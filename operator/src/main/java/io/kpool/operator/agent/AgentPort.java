package io.kpool.operator.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * Where workers are served, and how eagerly.
 *
 * @param number 0: a free one
 * @param spin how long the loop looks for work before it sleeps; zero: not at all
 * @param reviews of workers that were let in by a signature, and of new tokens
 */
public record AgentPort(int number, Duration spin, ReviewPace reviews) {
    public AgentPort {
        Objects.requireNonNull(spin, "spin");
        Objects.requireNonNull(reviews, "reviews");
    }
}
