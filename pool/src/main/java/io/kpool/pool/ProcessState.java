package io.kpool.pool;

/** How far a request has come. */
public sealed interface ProcessState {
    /** No host has room. */
    record Queued() implements ProcessState {}

    /** A host was chosen, which is not durable yet. */
    record Assigned(WorkerId worker) implements ProcessState {}

    /** It may run there and nowhere else. */
    record Dispatched(WorkerId worker) implements ProcessState {}

    /** @param startedMillis Unix milliseconds */
    record Started(Pid pid, long startedMillis) implements ProcessState {}

    /** Until that is acknowledged. */
    record Ended(Exit exit) implements ProcessState {}
}
