package io.kpool.operator.agent;

import io.kpool.pool.Assignment;
import io.kpool.pool.Exit;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RecordedStart;

/** How far a request has come, as its pool's master last said. */
public sealed interface RequestNews {

    /** It waits for a place. */
    record Waiting(PlacementFailure why) implements RequestNews {}

    /** It gets no place, and the master has forgotten it. */
    record Refused(PlacementFailure why) implements RequestNews {}

    /** It has a place that is not durable yet. */
    record Assigned(Assignment assignment) implements RequestNews {}

    /** @param startedMillis Unix milliseconds */
    record Running(Pid pid, long startedMillis) implements RequestNews {}

    /** It got a kill and did not end. */
    record Unkillable(Pid pid, long startedMillis) implements RequestNews {}

    /** It ended; to be acknowledged when that is recorded. */
    record Ended(RecordedStart start, Exit exit) implements RequestNews {}
}
