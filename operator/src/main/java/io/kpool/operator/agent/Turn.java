package io.kpool.operator.agent;

/** What a pool needs of the loop it lives on. */
interface Turn {

    /** Of this leader. */
    long epoch();

    /** Milliseconds that never go back, whatever becomes of the clock; for what waits. */
    long nowMillis();

    /** Unix milliseconds, for what is told. */
    long unixMillis();

    /** Runs a task on the loop after the one that runs now. */
    void afterThis(Runnable task);
}
