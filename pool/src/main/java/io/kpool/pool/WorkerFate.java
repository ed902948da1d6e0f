package io.kpool.pool;

/** What is known about whether a worker can still run anything. */
public sealed interface WorkerFate {
    /** It is a member of the pool. */
    record Serving() implements WorkerFate {}

    /**
     * It was given up, and might run on unheard.
     *
     * @param lastHeardMillis when it was last heard; of the fate that a master tells, Unix milliseconds
     * @param masterLoss the longest that it was told here
     */
    record Silent(long lastHeardMillis, MasterLoss masterLoss) implements WorkerFate {}

    /** Its container ended: it runs nothing. */
    record Ended() implements WorkerFate {}

    /** Never heard of, or long ago. */
    record Unknown() implements WorkerFate {}
}
