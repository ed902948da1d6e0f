package io.kpool.pool;

import java.util.List;

/**
 * Why a pool would choose a host now.
 *
 * @param chosen its name; empty: none
 */
public record Explanation(PlacementStrategy strategy, String chosen, List<Candidate> candidates) {
    public Explanation {
        candidates = List.copyOf(candidates);
    }

    /** @param excluded why it may not be chosen; empty: it may */
    public record Candidate(NodeView node, String excluded) {}
}
