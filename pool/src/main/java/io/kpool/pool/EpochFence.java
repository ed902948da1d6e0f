package io.kpool.pool;

/** The worker's side of fencing: who has obeyed a leader obeys no earlier one. */
public final class EpochFence {
    private long highest;

    /** Whether a command of that epoch is to be obeyed; if so, no lower one is from now on. */
    public boolean admits(long epoch) {
        if (epoch < highest) {
            return false;
        }
        highest = epoch;
        return true;
    }

    /** The highest epoch obeyed; 0: none yet. */
    public long highest() {
        return highest;
    }

    /**
     * The epoch of a new leader.
     *
     * @param stored that of the last leader; 0: none
     */
    public static long next(long stored, long unixMillis) {
        return Math.max(stored + 1, unixMillis);
    }
}
