package io.kpool.pool;

import java.util.Arrays;

/** Why a process ended; the text is what users see in a Spawn's {@code status.exit.reason}. */
public enum ExitReason {
    /** It returned, or its command ended with 0. */
    NORMAL("normal"),
    /** A command or an own JVM ended with a code other than 0. */
    EXIT_CODE("exit_code"),
    /** It threw. */
    EXCEPTION("exception"),
    /** By a signal that it could not trap. */
    KILLED("killed"),
    /** Orderly: its Spawn was stopped or deleted, its host drains, or its pool ends. */
    SHUTDOWN("shutdown"),
    /** Its {@code activeDeadlineSeconds} have passed. */
    DEADLINE("deadline"),
    /** No public static method of that name and argument count takes these arguments. */
    UNDEFINED_FUNCTION("undefined_function"),
    /** Several do. */
    AMBIGUOUS_FUNCTION("ambiguous_function"),
    /** What was to be executed is not there or may not be used, or its JVM did not come up. */
    SPAWN_FAILED("spawn_failed"),
    /** The result is too large, or cannot be written as JSON. */
    BAD_RESULT("bad_result"),
    /** Its worker was lost: what became of it is not known, but nobody hears of it again. */
    NOCONNECTION("noconnection"),
    /** It was to be linked with a process that is no more. */
    NOPROC("noproc"),
    /** By an exit signal with a reason of the sender's own, which the message says. */
    EXIT("exit");

    private final String text;

    ExitReason(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public boolean isSuccess() {
        return this == NORMAL;
    }

    /** @throws IllegalArgumentException if no reason has that text */
    public static ExitReason of(String text) {
        return Arrays.stream(values())
                .filter(reason -> reason.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an exit reason: '" + text + "'"));
    }
}
