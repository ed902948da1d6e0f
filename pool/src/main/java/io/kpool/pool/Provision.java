package io.kpool.pool;

/** Who starts the worker of a host. */
public enum Provision {
    /** The pool: it is made, watched and ended with its pod. */
    STARTED,
    /**
     * Someone else: a host without such a worker is {@linkplain HostState#ABSENT absent}, and a worker that the pool does
     * not want any more is released, and may be attached again.
     */
    ATTACHED
}
