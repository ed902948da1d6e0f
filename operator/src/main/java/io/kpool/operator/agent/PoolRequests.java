package io.kpool.operator.agent;

import io.kpool.pool.Assignment;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.RequestId;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Spawn;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The masters of all pools, for whoever wants processes. Every method may be called from any thread and returns at
 * once. What is said of a pool that is not declared has no effect: {@link RequestListener#declared} says when to say it
 * again.
 */
public interface PoolRequests {

    /** Wants a place; does nothing when the request is known already. */
    void submit(PoolKey pool, PlacementRequest request, Spawn what);

    /** The assignment that the news told is durable: runs it there, with that being so from its first moment on. */
    void dispatch(PoolKey pool, Assignment assignment, FirstMoment moment);

    /** An assignment that was made durable before is open: finds its process, or runs it there. */
    void restore(PoolKey pool, Restored restored);

    /** Ends it however far it has come; the news says when it has. */
    void stop(PoolKey pool, RequestId request, StopOrder order);

    /** Ends it like {@link #stop}, and forgets it when it has ended: nobody will record how. */
    void abandon(PoolKey pool, RequestId request, StopOrder order);

    /** How it ended is recorded: the worker and the master may forget it, and so do the news. */
    void acknowledge(PoolKey pool, RequestId request);

    /** A process that {@link RequestListener#stray} told of is nobody's. */
    void stopStray(PoolKey pool, Pid pid);

    /** Empty: nothing was said of it yet, or it was acknowledged. */
    Optional<RequestNews> news(RequestId request);

    /** The hosts that the pool wants or still has; empty: it is not declared, or not yet. */
    Optional<Set<String>> hosts(PoolKey pool);

    /** Whether a worker can still run anything. */
    CompletionStage<WorkerFate> fate(PoolKey pool, WorkerId worker);

    /** From now on the listener hears of changes. */
    void listen(RequestListener listener);

    /**
     * What an earlier leader left.
     *
     * @param what to run, to link with, and under which keys, in case the worker never got it
     */
    record Restored(io.kpool.pool.Restored attempt, Spawn what) {}

    /** Hears of requests. Called on a thread of its own, so that it may take a lock but should not wait long. */
    interface RequestListener {

        /** There are news of the request. */
        void changed(RequestId request);

        /** The pool has a master now. */
        void declared(PoolKey pool);

        /** A worker that was given up has ended for certain. */
        void workerEnded(PoolKey pool, WorkerId worker);

        /** A worker has a process that was not asked for since this process leads. */
        void stray(PoolKey pool, RequestId request, Pid pid);
    }
}
