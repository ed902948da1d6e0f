package io.kpool.worker;

/** Whether a frame of the operator is to be obeyed. */
enum Standing {
    SERVING,
    /** It is of a leader that is no more. */
    STALE,
    /** It is obeyed, but nothing new is taken on: the operator was silent for too long, or the worker ends. */
    NOT_SERVING
}
