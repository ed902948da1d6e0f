package io.kpool.worker.process;

import io.kpool.protocol.process.ProcessSignal;

/** Is told of a process's life, started first if at all, ended last; called from any thread. */
public interface ProcessObserver {
    /** User code is about to be entered; not told of a process that was resolved when it was launched. */
    void started();

    /** It tells another something; the peer is to whom. */
    void sends(ProcessSignal signal);

    /** It is over, and nothing of it runs any more. */
    void ended(Outcome outcome);
}
