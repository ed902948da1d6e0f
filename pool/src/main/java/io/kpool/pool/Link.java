package io.kpool.pool;

/** What is known of the way to a worker. */
final class Link {
    /** Why a worker is expected to speak at all. */
    enum Origin {
        /** Its pod was created: it may take its time. */
        STARTING,
        /** It served an earlier leader: its silence counts at once. */
        EXPECTED
    }

    private final Origin origin;
    private long lastHeardMillis;
    private boolean greeted;
    private boolean connected;
    private boolean inventoried;
    private boolean silent;
    private boolean ready;
    private boolean settled;

    Link(Origin origin, long nowMillis) {
        this.origin = origin;
        this.lastHeardMillis = nowMillis;
    }

    long lastHeardMillis() {
        return lastHeardMillis;
    }

    /** Whether its silence counts. */
    boolean isCounted() {
        return greeted || origin == Origin.EXPECTED;
    }

    /** It served once, and it is not known yet whether it still does. */
    boolean isAwaited() {
        return origin == Origin.EXPECTED && !settled;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether what it runs is known, and it can be told to do something. */
    boolean isKnown() {
        return connected && inventoried;
    }

    /** Whether new processes may be sent there. */
    boolean isServing() {
        return isKnown() && !silent;
    }

    /** Whether it may be chosen. */
    boolean isReady() {
        return ready;
    }

    /** It was ready once, here or under an earlier leader, and is not now. */
    boolean isSuspect() {
        boolean served = settled || origin == Origin.EXPECTED;
        return isCounted() && (silent || !connected || served && !ready);
    }

    void hello() {
        greeted = true;
        connected = true;
        inventoried = false;
    }

    void inventoried() {
        inventoried = true;
    }

    void disconnected() {
        connected = false;
    }

    void heard(long nowMillis) {
        lastHeardMillis = nowMillis;
        silent = false;
    }

    /** As if it had been heard so much later, but not later than now. */
    void excuse(long millis, long nowMillis) {
        lastHeardMillis = Math.min(nowMillis, lastHeardMillis + millis);
    }

    /** Whether it has ever spoken to this leader. */
    boolean isGreeted() {
        return greeted;
    }

    void silent() {
        silent = true;
    }

    void ready() {
        ready = true;
        settled = true;
    }

    void notReady() {
        ready = false;
    }
}
