package io.kpool.operator.nodepool;

import io.kpool.pool.GoneEvidence;
import io.kpool.pool.WorkerId;

/** What the pool's master must hear of its workers' pods. */
sealed interface WorkerNews {

    /** Its pod is being made, or is young. */
    record Starting(WorkerId worker) implements WorkerNews {}

    /** Its pod has run for long: an earlier operator knew it. */
    record Expected(WorkerId worker) implements WorkerNews {}

    /** It can run nothing more, or its pod is no more. */
    record Gone(WorkerId worker, GoneEvidence evidence) implements WorkerNews {}
}
