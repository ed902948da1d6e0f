package io.kpool.worker.api;

import java.time.Duration;
import java.util.Optional;

/**
 * The process that a function runs as: what Erlang's {@code self()} and {@code node()} answer. A function that declares
 * it as its first parameter is given it; callers do not count it among the arguments.
 *
 * <p>Pids are texts: {@code <pool>/<host>.<incarnation>.<serial>} of a process, {@code session.<epoch>.<n>} of a caller.
 * What is sent to one process arrives in the order sent. What cannot be a pid is an IllegalArgumentException.
 *
 * <p>A process that is to end is interrupted: by an exit signal that it does not trap, by a kill, or because its worker
 * ends. A thread that ignores that goes on, and keeps its slot.
 */
public interface Self {
    /** {@code <pool>/<host>.<incarnation>.<serial>}, unique for ever. */
    String pid();

    /** The pool that the process was spawned in. */
    String pool();

    /** The host of the pool that it runs on. */
    String host();

    /**
     * Erlang's {@code link/1}: when either of the two ends, the other gets an exit signal with its reason. With who is no
     * more: that signal comes at once, with the reason {@code noproc}. A process has at most 600 links; one more, and it
     * gets a signal {@code exit} with the message {@code system_limit}.
     */
    void link(String pid);

    /** Erlang's {@code unlink/1}: after this no exit signal comes over that link. */
    void unlink(String pid);

    /**
     * Erlang's {@code exit/2}: sends an exit signal. {@code kill} ends the other whatever it traps; {@code normal} has no
     * effect unless it is trapped; {@code shutdown} asks for an orderly end; any other reason is the sender's own.
     */
    void exit(String pid, String reason);

    /**
     * Erlang's {@code process_flag(trap_exit, …)}: from now on exit signals arrive as messages, or again end the process.
     * A kill cannot be trapped.
     */
    void trapExits(boolean trap);

    /** Erlang's {@code receive}: the next message that was trapped; waits for one. */
    ExitMessage receive() throws InterruptedException;

    /** Erlang's {@code receive … after}: the next message; empty: none came in time. */
    Optional<ExitMessage> receive(Duration timeout) throws InterruptedException;
}
