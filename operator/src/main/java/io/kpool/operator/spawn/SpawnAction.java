package io.kpool.operator.spawn;

import io.kpool.operator.agent.FirstMoment;
import io.kpool.pool.Assignment;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;

/** What is to be done once the status of a Spawn is as planned. */
sealed interface SpawnAction {

    /** Ask the pool for a place. */
    record Submit(SpawnAttempt attempt) implements SpawnAction {}

    /** The assignment is durable: let it run there, with that being so from its first moment on. */
    record Dispatch(Assignment assignment, FirstMoment moment) implements SpawnAction {}

    /**
     * The assignment was made durable by an earlier leader: find its process, or let it run there.
     *
     * @param moment in the latter case. A partner that is no more is a link with nobody; only one that never had a
     *     process, having been made anew meanwhile, is none; nor is a group that is no more
     */
    record Restore(SpawnAttempt attempt, WorkerId worker, RecordedStart start, FirstMoment moment)
            implements SpawnAction {}

    /** End it, and tell how it ended. */
    record Stop(SpawnAttempt attempt) implements SpawnAction {}

    /** End it; how, interests nobody. */
    record Abandon(SpawnAttempt attempt) implements SpawnAction {}

    /** How it ended is durable. */
    record Acknowledge(SpawnAttempt attempt) implements SpawnAction {}

    /** Delete the Spawn: its time to live is over. */
    record Delete() implements SpawnAction {}
}
