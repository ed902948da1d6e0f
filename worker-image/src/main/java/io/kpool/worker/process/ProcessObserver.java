package io.kpool.worker.process;

/** Is told of a process's life, once each, started first if at all; called from any thread. */
public interface ProcessObserver {
    /** User code is about to be entered; not told of a process that was resolved when it was launched. */
    void started();

    /** It is over, and nothing of it runs any more. */
    void ended(Outcome outcome);
}
