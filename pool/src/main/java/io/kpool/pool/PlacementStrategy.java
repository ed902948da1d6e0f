package io.kpool.pool;

/** How a pool chooses among the hosts that are ready, not cordoned and not full. */
public enum PlacementStrategy {
    /**
     * The host with the least load: its last report, and one process for each that was placed since. Ties: fewest
     * processes, then the one not used longest, at first in the order of the pool's hosts.
     */
    LEAST_LOADED,
    /** Erlang's {@code pool}: a list that is rotated, and re-ordered by reports that say something new. */
    ROTATION,
    /** The host with the fewest free slots. Ties: the order of the pool's hosts. */
    PACKED
}
