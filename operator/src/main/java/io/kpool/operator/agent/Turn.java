package io.kpool.operator.agent;

import io.kpool.pool.OrderRoom;

/** What a pool needs of the loop it lives on, and of the leader it belongs to. */
interface Turn {

    /** Of this leader. */
    long epoch();

    /** Milliseconds that never go back, whatever becomes of the clock; for what waits. */
    long nowMillis();

    /** For what callers want to run, in whatever pool. */
    OrderRoom orderRoom();

    /** Unix milliseconds, for what is told. */
    long unixMillis();

    /** Runs a task on the loop after the one that runs now. */
    void afterThis(Runnable task);
}
