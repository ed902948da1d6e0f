package io.kpool.operator.agent;

import java.time.Duration;

/** The one thread that workers' and callers' streams and the masters of all pools live on; nothing on it may block. */
public interface Loop {

    /** Runs a task soon, after those given before. May be called from any thread. */
    void execute(Runnable task);

    void after(Duration delay, Runnable task);

    void every(Duration period, Runnable task);

    /** Unix milliseconds that never go back, whatever becomes of the clock. */
    long nowMillis();
}
