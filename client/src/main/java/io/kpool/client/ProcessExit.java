package io.kpool.client;

import java.util.Objects;

/**
 * How a process ended.
 *
 * @param code of a command or an own JVM; 0 otherwise
 * @param message what a person can act on, or, where the reason is {@link ExitReason#EXIT}, the reason itself; may be empty
 * @param result what a function returned, as JSON of at most 64 KiB; empty: nothing
 */
public record ProcessExit(ExitReason reason, int code, String message, String result) {
    static final ProcessExit RETURNED = new ProcessExit(ExitReason.NORMAL, 0, "", "");

    public ProcessExit {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(result, "result");
    }

    public boolean isNormal() {
        return reason == ExitReason.NORMAL;
    }

    /** For people: the reason, and what more is known. */
    String describe() {
        String what = reason == ExitReason.EXIT_CODE ? reason + " " + code : reason.toString();
        return message.isEmpty() ? what : what + ": " + message;
    }
}
