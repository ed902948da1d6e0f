package io.kpool.pool;

/**
 * How long a host waits before its next worker: the first replacement comes at once, then after 1 s, 2 s, 4 s … up to
 * {@value #LONGEST_MILLIS} ms. A worker that was ready for {@value #FORGIVEN_AFTER_MILLIS} ms starts the count anew.
 *
 * @param failures in a row
 * @param notBeforeMillis when the next worker may be created
 */
public record RestartBackoff(int failures, long notBeforeMillis) {
    static final long LONGEST_MILLIS = 300_000;
    static final long FORGIVEN_AFTER_MILLIS = 600_000;
    private static final long FIRST_MILLIS = 1_000;

    /** Nothing has failed yet. */
    public static final RestartBackoff NONE = new RestartBackoff(0, 0);

    /**
     * After another worker ended or could not be started.
     *
     * @param readyForMillis how long it had been ready; 0: never
     */
    public RestartBackoff afterFailure(long readyForMillis, long nowMillis) {
        int before = readyForMillis >= FORGIVEN_AFTER_MILLIS ? 0 : failures;
        return new RestartBackoff(before + 1, nowMillis + delay(before));
    }

    public boolean allows(long nowMillis) {
        return nowMillis >= notBeforeMillis;
    }

    private static long delay(int failuresBefore) {
        return failuresBefore == 0 ? 0 : Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failuresBefore - 1, 20));
    }
}
