package io.kpool.operator.agent;

import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.WorkerFrame;

/** A frame of a worker that has joined. */
public record Heard(PoolKey pool, WorkerId worker, WorkerFrame frame) {

    /** The process that the worker calls by that number. */
    public Pid pid(long serial) {
        return new Pid(pool.name(), worker.host(), worker.incarnation(), serial);
    }
}
