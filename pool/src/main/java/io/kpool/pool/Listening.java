package io.kpool.pool;

/**
 * How long workers have had the chance to be heard. What a leader did not hear while it was busy itself says nothing of
 * them: neither while a crowd of them comes back to a new one, nor while a stalled one looked at nothing at all.
 */
final class Listening {
    /** Ticks come every 100 ms or so; a leader that lets so much pass between two was away for the rest. */
    static final long ATTENTIVE_MILLIS = 1_000;
    /** Nobody is waited for longer than this because others still come back. */
    static final long GATHERING_MILLIS = 60_000;

    private final long servingSinceMillis;
    private long lastReturnMillis;
    private long lastLookMillis;

    Listening(long servingSinceMillis) {
        this.servingSinceMillis = servingSinceMillis;
        this.lastReturnMillis = servingSinceMillis;
        this.lastLookMillis = servingSinceMillis;
    }

    /** A worker said its first word to this leader. */
    void returned(long nowMillis) {
        lastReturnMillis = Math.min(nowMillis, servingSinceMillis + GATHERING_MILLIS);
    }

    /** How long nobody has come back, though those who served an earlier leader could have. */
    long quietMillis(long nowMillis) {
        return nowMillis - lastReturnMillis;
    }

    /** Looks around; answers for how long before this nobody could be heard. */
    long awayMillis(long nowMillis) {
        long away = nowMillis - lastLookMillis - ATTENTIVE_MILLIS;
        lastLookMillis = nowMillis;
        return Math.max(0, away);
    }
}
