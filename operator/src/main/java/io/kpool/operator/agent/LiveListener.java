package io.kpool.operator.agent;

import io.kpool.pool.Exit;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PartySignal.ExitSignal;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.WorkerId;

/** Hears what becomes of callers' requests, on the loop and at once: what it does must be short and never block. */
public interface LiveListener {

    /** This process leads. Called once, before anything else. */
    void leads(long epoch, LivePools pools);

    /** The pool has a master now. */
    void declared(PoolKey pool);

    /** A worker has a process of that request from before this leader; how far it has come follows. */
    void adopted(PoolKey pool, LiveRequest request);

    /** It gets no place, and the master has forgotten it. */
    void refused(PoolKey pool, LiveRequest request, PlacementFailure why);

    void started(PoolKey pool, LiveRequest request, Pid pid);

    /** A process that a Spawn asked for has started, and that is so of it from its first moment on. */
    default void began(PoolKey pool, Pid pid, FirstMoment moment) {}

    /** It ended; to be {@linkplain LivePools#acknowledge acknowledged}. */
    void ended(PoolKey pool, LiveRequest request, Exit exit);

    /** What processes of a worker say and print; before it is told who of them ended. */
    default void said(Heard heard) {}

    /** Who of a worker's processes ended was told. */
    default void ended(Heard heard) {}

    /**
     * A worker was given up, or its pool is no more; the ends of what it ran follow.
     *
     * @param why what those are told that were linked with it
     */
    default void lost(PoolKey pool, WorkerId worker, ExitSignal why) {}

    /** The pool is no more, and so is everything that it was asked for and had not started. */
    void withdrawn(PoolKey pool, LiveRequest request);
}
