package io.kpool.crd;

/** How a host is chosen for a process. */
public enum PlacementStrategy {
    /** The host with the lowest load; ties: the fewest processes, then the one not used longest. */
    LeastLoaded,
    /** The list of Erlang's {@code pool}, kept exactly. */
    Rotation,
    /** The fullest host that still has a slot. */
    Packed
}
