package io.kpool.operator.agent;

/** What a pool needs of the loop it lives on. */
interface Turn {

    /** Of this leader. */
    long epoch();

    /** Unix milliseconds that never go back. */
    long nowMillis();

    /** Runs a task on the loop after the one that runs now. */
    void afterThis(Runnable task);
}
