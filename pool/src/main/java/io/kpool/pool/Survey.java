package io.kpool.pool;

/** What a new leader found when it looked for the workers of the one before. */
public enum Survey {
    /** All that served then may come back. */
    ALL_THERE,
    /** One that served is no more, and nobody knows what it ran. */
    SOME_LOST
}
