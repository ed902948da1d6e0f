package io.kpool.worker.api;

/**
 * The process that a function runs as: what Erlang's {@code self()} and {@code node()} answer. A function that declares
 * it as its first parameter is given it; callers do not count it among the arguments.
 */
public interface Self {
    /** {@code <pool>/<host>.<incarnation>.<serial>}, unique for ever. */
    String pid();

    /** The pool that the process was spawned in. */
    String pool();

    /** The host of the pool that it runs on. */
    String host();
}
