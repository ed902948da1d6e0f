package io.kpool.client;

/**
 * What a session that traps exits receives: Erlang's {@code {'EXIT', From, Reason}}.
 *
 * @param from the pid that ended, or that sent it
 * @param message what a person can act on, or, where the reason is {@link ExitReason#EXIT}, the reason itself
 * @param kind whether it came over a link, which is gone by it
 */
public record ExitSignal(String from, ExitReason reason, String message, Kind kind) {
    /** How an exit signal came about. */
    public enum Kind {
        /** A process that the session was linked with ended. */
        LINKED,
        /** Somebody sent it. */
        SENT
    }
}
