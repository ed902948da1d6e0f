package io.kpool.pool;

/** Asks for a place for one process. */
public record PlacementRequest(RequestId request, Target target, Patience patience) {

    /** Where it may run. */
    public sealed interface Target {}

    public record Anywhere() implements Target {}

    /** Only on that host, which need not exist yet. */
    public record OnHost(String host) implements Target {
        public OnHost {
            Names.requireHost(host);
        }
    }

    /** How long it waits where {@link PlacementSettings.WhenFull#WAIT} lets it. */
    public enum Patience {
        /** As a Spawn resource: without limit of time or number. */
        UNLIMITED,
        /** As a live caller: within the queue's limit and timeout. */
        QUEUE
    }
}
