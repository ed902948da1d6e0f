package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.output.ProcessOutput;

/** A process that was prepared; its methods do not wait, and do nothing when it is over. */
public interface RunningProcess {
    /**
     * Whether nothing is left to be done before user code is entered, so that it counts as started when it is launched;
     * otherwise its observer is told when it has started.
     */
    boolean isResolved();

    /** Sets it going, once. */
    void launch();

    /** Whether it was launched and waits for its turn to begin; only virtual threads have to. */
    boolean isWaiting();

    /** What it prints. */
    ProcessOutput output();

    /** How it takes exit signals. */
    ExitHandling exitHandling();

    /**
     * Gives it an exit signal that it traps, a message, an answer, or what was not received of it; the peer is from whom. A
     * message that it has no room for it sends back.
     */
    void deliver(ProcessSignal signal);

    /** Tells it what changed under a key that it watches. */
    void deliver(long watch, KeyChange change);

    /** Asks it to end: interrupts its thread, or sends SIGTERM to its tree. One that has not started will not start. */
    void ask();

    /** Ends it as far as can be: interrupts its thread again, or sends SIGKILL to its tree until that is gone. */
    void force();
}
