package io.kpool.worker.process;

/** Is told of a process's life, started first if at all, ended last; called from any thread. */
public interface ProcessObserver {
    /** User code is about to be entered; not told of a process that was resolved when it was launched. */
    void started();

    /** What it has to do with others, from its launch to its end. */
    Exchange exchange();

    /** It is over, and nothing of it runs any more. */
    void ended(Outcome outcome);
}
