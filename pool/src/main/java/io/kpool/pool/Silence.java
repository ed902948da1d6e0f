package io.kpool.pool;

/** How long a worker and its leader may not hear of each other. */
public final class Silence {
    /** The leader gives a worker nothing new after so long. */
    public static final long SUSPECT_AFTER_MILLIS = 3_000;
    /** The worker refuses new work after so long: before its leader gives it up. */
    public static final long REFUSE_AFTER_MILLIS = 8_000;
    /** The leader gives a worker up after so long. */
    public static final long LOST_AFTER_MILLIS = 10_000;
    /** A worker without a master ends so long after masterLossSeconds, whatever its processes do about it. */
    public static final long MASTER_LOSS_END_MILLIS = 5_000;
    /** How much longer than masterLossSeconds a worker may live, seen from the leader. */
    public static final long MASTER_LOSS_MARGIN_MILLIS = 10_000;

    private Silence() {}
}
