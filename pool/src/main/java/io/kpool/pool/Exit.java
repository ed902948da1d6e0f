package io.kpool.pool;

/**
 * How a process ended.
 *
 * @param code of a command or an own JVM, with reason {@link ExitReason#EXIT_CODE}; otherwise 0
 * @param message what a person can act on; empty: nothing to add
 * @param result JSON; empty: none
 * @param endedMillis Unix milliseconds, by the clock of who saw it end
 * @param certainty whether somebody did
 */
public record Exit(ExitReason reason, int code, String message, String result, long endedMillis, Certainty certainty) {

    /** Whether the process is over. */
    public enum Certainty {
        /** Its worker said so, or it never began. */
        SEEN,
        /** Its worker was lost, where it may run on. */
        ASSUMED
    }

    /** What its worker told; also noconnection, if a process that it was linked with was lost. */
    public Exit(ExitReason reason, int code, String message, String result, long endedMillis) {
        this(reason, code, message, result, endedMillis, Certainty.SEEN);
    }

    /** What a master decided, without code and result: its noconnection says that the worker was lost. */
    public static Exit of(ExitReason reason, String message, long endedMillis) {
        return new Exit(
                reason,
                0,
                message,
                "",
                endedMillis,
                reason == ExitReason.NOCONNECTION ? Certainty.ASSUMED : Certainty.SEEN);
    }

    /** How many characters its texts have. */
    public int length() {
        return message.length() + result.length();
    }

    public boolean isSeen() {
        return certainty == Certainty.SEEN;
    }
}
