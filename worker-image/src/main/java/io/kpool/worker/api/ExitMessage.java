package io.kpool.worker.api;

/**
 * An exit signal that was trapped: Erlang's {@code {'EXIT', From, Reason}}.
 *
 * @param from pid of who ended, or of who sent the signal; a process or a caller's session
 * @param reason as in a Spawn's {@code status.exit.reason}: {@code normal}, {@code exception}, {@code killed},
 *     {@code noconnection}, {@code noproc}, {@code shutdown} …; {@code exit}: the message is the reason
 * @param message what a person can act on, or the reason of who sent it; may be empty
 */
public record ExitMessage(String from, String reason, String message) implements Received {}
