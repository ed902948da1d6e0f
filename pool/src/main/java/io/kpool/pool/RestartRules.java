package io.kpool.pool;

/**
 * Whether and when a Spawn is tried again.
 *
 * @param maxAttempts 0: no limit; with {@link Policy#NEVER} one attempt is all there is
 * @param backoffSeconds before the second attempt; doubled for each further one up to {@value #LONGEST_BACKOFF_SECONDS}
 * @param masterLoss after which a worker without a master ends its processes, as the pool is told to be now
 */
public record RestartRules(Policy policy, int maxAttempts, long backoffSeconds, MasterLoss masterLoss) {
    static final long LONGEST_BACKOFF_SECONDS = 300;

    public RestartRules {
        Numbers.requireNotNegative("maxAttempts", maxAttempts);
        Numbers.requireNotNegative("backoffSeconds", backoffSeconds);
    }

    public enum Policy {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /**
     * An attempt that ended.
     *
     * @param attempt counted from 1
     * @param reason how it ended
     * @param endedMillis when that became known to the leader
     */
    public record EndedAttempt(int attempt, ExitReason reason, long endedMillis) {
        public EndedAttempt {
            Numbers.requirePositive("attempt", attempt);
        }
    }

    /** What follows. */
    public sealed interface Next {}

    /** A further attempt, not before that moment. */
    public record RetryAt(long millis) implements Next {}

    /** A further attempt as soon as it is proven that the lost worker ended, and never without. */
    public record RetryOnProof() implements Next {}

    /** No further attempt. */
    public record Final() implements Next {}

    /**
     * Decides for a Spawn that is wanted to run; one that is to be stopped is not asked about.
     *
     * @param fate of the worker of the attempt. Attempts never overlap: after a lost worker the next one waits for
     *     proof that its container ended, or until its processes ended because it had no master: after what it was told,
     *     or what the pool is told to be now, whichever is longer
     */
    public Next after(EndedAttempt ended, WorkerFate fate) {
        if (!wantsAnother(ended)) {
            return new Final();
        }
        long earliest = ended.endedMillis() + 1_000 * backoffBefore(ended.attempt() + 1);
        if (ended.reason() != ExitReason.NOCONNECTION) {
            return new RetryAt(earliest);
        }
        return switch (fate) {
            case WorkerFate.Ended() -> new RetryAt(earliest);
            case WorkerFate.Silent(long lastHeardMillis, var told) ->
                afterSilence(earliest, lastHeardMillis, masterLoss.longer(told));
            // It was heard no later than it was given up.
            case WorkerFate.Serving(), WorkerFate.Unknown() -> afterSilence(earliest, ended.endedMillis(), masterLoss);
        };
    }

    private static Next afterSilence(long earliest, long lastHeardMillis, MasterLoss masterLoss) {
        return masterLoss.isNever()
                ? new RetryOnProof()
                : new RetryAt(Math.max(earliest, masterLoss.surelyEnded(lastHeardMillis)));
    }

    /** Seconds to wait before an attempt, counted from 1. */
    public long backoffBefore(int attempt) {
        if (attempt <= 1) {
            return 0;
        }
        int doublings = Math.min(attempt - 2, 9);
        return Math.min(LONGEST_BACKOFF_SECONDS, Math.min(LONGEST_BACKOFF_SECONDS, backoffSeconds) << doublings);
    }

    private boolean wantsAnother(EndedAttempt ended) {
        if (maxAttempts > 0 && ended.attempt() >= maxAttempts || ended.reason() == ExitReason.DEADLINE) {
            return false;
        }
        return switch (policy) {
            case NEVER -> false;
            case ON_FAILURE -> !ended.reason().isSuccess();
            case ALWAYS -> true;
        };
    }
}
