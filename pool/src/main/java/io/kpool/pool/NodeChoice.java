package io.kpool.pool;

/** What came of asking for a host. */
public sealed interface NodeChoice {
    record Chosen(WorkerId worker) implements NodeChoice {}

    record None(PlacementFailure why) implements NodeChoice {}
}
