package io.kpool.pool;

/**
 * Whether and when a Spawn is tried again.
 *
 * @param maxAttempts 0: no limit; with {@link Policy#NEVER} one attempt is all there is
 * @param backoffSeconds before the second attempt; doubled for each further one up to {@value #LONGEST_BACKOFF_SECONDS}
 * @param masterLossSeconds after which a worker without a master has ended its processes; 0: it never does
 */
public record RestartRules(Policy policy, int maxAttempts, long backoffSeconds, long masterLossSeconds) {
    static final long LONGEST_BACKOFF_SECONDS = 300;

    public RestartRules {
        Numbers.requireNotNegative("maxAttempts", maxAttempts);
        Numbers.requireNotNegative("backoffSeconds", backoffSeconds);
        Numbers.requireNotNegative("masterLossSeconds", masterLossSeconds);
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
     *     proof that its container ended, or until its processes ended because it had no master
     */
    public Next after(EndedAttempt ended, WorkerFate fate) {
        if (!wantsAnother(ended)) {
            return new Final();
        }
        long earliest = ended.endedMillis() + 1_000 * backoffBefore(ended.attempt() + 1);
        if (ended.reason() == ExitReason.NOCONNECTION) {
            switch (fate) {
                case WorkerFate.Ended() -> {}
                case WorkerFate.Silent(long lastHeardMillis) -> {
                    if (masterLossSeconds == 0) {
                        return new RetryOnProof();
                    }
                    earliest = Math.max(earliest, surelyEnded(lastHeardMillis));
                }
                // It was heard no later than it was given up.
                case WorkerFate.Serving(), WorkerFate.Unknown() -> {
                    if (masterLossSeconds == 0) {
                        return new RetryOnProof();
                    }
                    earliest = Math.max(earliest, surelyEnded(ended.endedMillis()));
                }
            }
        }
        return new RetryAt(earliest);
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

    private long surelyEnded(long lastHeardMillis) {
        return lastHeardMillis + 1_000 * masterLossSeconds + Silence.MASTER_LOSS_MARGIN_MILLIS;
    }
}
