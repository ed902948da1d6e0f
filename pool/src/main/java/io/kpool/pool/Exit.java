package io.kpool.pool;

/**
 * How a process ended.
 *
 * @param code of a command or an own JVM, with reason {@link ExitReason#EXIT_CODE}; otherwise 0
 * @param message what a person can act on; empty: nothing to add
 * @param result JSON; empty: none
 * @param endedMillis Unix milliseconds, by the clock of who saw it end
 */
public record Exit(ExitReason reason, int code, String message, String result, long endedMillis) {
    /** An exit without code and result. */
    public static Exit of(ExitReason reason, String message, long endedMillis) {
        return new Exit(reason, 0, message, "", endedMillis);
    }
}
