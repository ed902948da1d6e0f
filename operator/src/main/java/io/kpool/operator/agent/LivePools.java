package io.kpool.operator.agent;

import io.kpool.pool.LiveRequest;
import io.kpool.pool.OrderRoom;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ProcessSignal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The masters of this leader's pools as callers use them: without a durable step, and without leaving the loop. Every
 * method is to be called on the loop and does what it says before it returns. What is said of a pool that is not
 * declared has no effect.
 */
public interface LivePools {

    boolean isDeclared(PoolKey pool);

    /** For what callers want to run; what is placed here takes of it until it has started. */
    OrderRoom orderRoom();

    /** Wants a place for the first time. */
    void place(PoolKey pool, PlacementRequest request, Spawn what);

    /** Wants to know what became of it under an earlier leader, and a place if nothing did. */
    void recall(PoolKey pool, PlacementRequest request, Spawn what);

    /** Ends it however far it has come. */
    void stop(PoolKey pool, LiveRequest request, StopOrder order);

    /** Nobody will ask how it ended. */
    void acknowledge(PoolKey pool, LiveRequest request);

    /** Ends a process at once, whoever asked for it. */
    void kill(PoolKey pool, Pid pid);

    /** Tells a process something, if it is there. */
    void deliver(PoolKey pool, Pid pid, ProcessSignal signal);

    /** Passes on what one process tells another that is there, or says why not. */
    Passage pass(PoolKey pool, Pid pid, ProcessSignal signal);

    /** What became of that. */
    enum Passage {
        TAKEN,
        /** Its worker does not keep up. */
        FULL,
        /** Its worker is not there, and too much waits for it already. */
        LOST
    }

    /** Where to tell a worker something now; empty: it has no stream. */
    Optional<WorkerWords> words(PoolKey pool, WorkerId worker);

    /** Tells that to all workers of a namespace that have a stream. */
    void tellAll(String namespace, Consumer<WorkerWords> word);

    /** What it prints is to be sent from now on. */
    void follow(PoolKey pool, Pid pid);

    void unfollow(PoolKey pool, Pid pid);

    /** Asks for the last that it printed; whether its worker is there to be asked. */
    boolean readOutput(PoolKey pool, Pid pid, Tail tail);

    /**
     * A question for the last that a process printed.
     *
     * @param bytes at most; 0: all that is kept
     */
    record Tail(long question, int bytes) {}

    /** Reads something; empty: the pool is not declared. */
    <T> Optional<T> read(PoolKey pool, Function<PoolMaster, T> question);
}
