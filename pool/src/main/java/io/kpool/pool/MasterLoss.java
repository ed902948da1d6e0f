package io.kpool.pool;

/**
 * How long a worker does without a master before it ends its processes and itself.
 *
 * @param millis {@link Long#MAX_VALUE}: for ever
 */
public record MasterLoss(long millis) {
    public static final MasterLoss NEVER = new MasterLoss(Long.MAX_VALUE);
    /** Of a worker that nobody here has told. */
    public static final MasterLoss NOT_TOLD = new MasterLoss(0);

    public MasterLoss {
        Numbers.requireNotNegative("millis", millis);
    }

    /** @param seconds 0: never */
    public static MasterLoss ofSeconds(long seconds) {
        Numbers.requireNotNegative("seconds", seconds);
        return seconds == 0 ? NEVER : new MasterLoss(1_000 * seconds);
    }

    public boolean isNever() {
        return millis == Long.MAX_VALUE;
    }

    /** Of two, of which it is not known which one the worker goes by. */
    public MasterLoss longer(MasterLoss other) {
        return millis >= other.millis ? this : other;
    }

    /** When a worker that was last heard then has surely ended; not to be asked of one that never does. */
    public long surelyEnded(long lastHeardMillis) {
        return lastHeardMillis + millis + Silence.MASTER_LOSS_MARGIN_MILLIS;
    }
}
