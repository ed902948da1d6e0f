package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.Watch;

/** The way from a process to its agent, as the process's own threads go it: they wait for what they ask. */
interface SelfAgent {
    /** {@link Exchange#sends}. */
    void send(ProcessSignal signal);

    /** {@link Exchange#abandons}. */
    void abandon(long call);

    /** The process takes exit signals so from now on; when this returns, the agent knows. */
    void handleExits(ExitHandling handling);

    /** {@link Exchange#reads}. */
    Found read(Key key, Reading reading) throws InterruptedException;

    /** {@link Exchange#asks}. */
    Answer ask(Question question) throws InterruptedException;

    /** {@link Exchange#watches}. */
    Watch watch(long watch, Key key) throws InterruptedException;

    /** {@link Exchange#unwatches}. */
    void unwatch(long watch);
}
