package io.kpool.worker.process;

/** A process that was launched; its methods do not wait, and do nothing when it is over. */
public interface RunningProcess {
    /** Asks it to end: interrupts its thread, or sends SIGTERM to its tree. One that has not started will not start. */
    void ask();

    /** Ends it as far as can be: interrupts its thread again, or sends SIGKILL to its tree until that is gone. */
    void force();
}
