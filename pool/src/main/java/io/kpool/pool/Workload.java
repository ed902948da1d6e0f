package io.kpool.pool;

/** What a worker has to do, as reported and as placed since. */
final class Workload {
    private static final int PROCESS_MILLI = 1_000;
    /** More than any load. */
    private static final long LAST_MILLI = 1L << 48;

    private int processes;
    private int assigned;
    private int uncovered;
    private int lent;
    private int unkillable;
    private int ownSlots = Integer.MAX_VALUE;
    private int slotsBeyond;
    private long commands;
    private long covered;
    private int runQueueMilli;
    private boolean reported;
    private boolean blocked;
    private long lastUse;
    private long reportedMillis;
    private long firstReportMillis;
    private Trust trust = Trust.fresh(0);
    private final RecentWork recent = new RecentWork();

    /**
     * What its load counts for.
     *
     * @param handicap thousandths that it counts more
     */
    record Trust(Age age, long handicap) {
        enum Age {
            FRESH,
            STALE
        }

        static final Trust STALE = new Trust(Age.STALE, 0);

        static Trust fresh(long handicap) {
            return new Trust(Age.FRESH, handicap);
        }
    }

    /** Thousandths: the last report, and a whole one for each process that was placed after the last command it covers and is still there. */
    long load() {
        return runQueueMilli + PROCESS_MILLI * (assigned + lent + uncovered);
    }

    /** What it is compared by: those that nothing recent is known of come last. */
    long comparedLoad() {
        long load = Math.max(load(), recent.expectedMilli());
        return (trust.age() == Trust.Age.STALE ? LAST_MILLI : 0) + load + trust.handicap();
    }

    /** Whether that is another than before. */
    boolean trust(Trust changed) {
        boolean differs = !trust.equals(changed);
        trust = changed;
        return differs;
    }

    /** Of the last report; meaningless before there is one. */
    long reportedMillis() {
        return reportedMillis;
    }

    /** Of the first report of this worker; meaningless before there is one. */
    long firstReportMillis() {
        return firstReportMillis;
    }

    void reportedAt(long nowMillis) {
        if (firstReportMillis == 0) {
            firstReportMillis = nowMillis;
        }
        reportedMillis = nowMillis;
        recent.reported(runQueueMilli, nowMillis);
    }

    int processes() {
        return processes;
    }

    int slotsUsed() {
        return processes + slotsBeyond;
    }

    int ownSlots() {
        return ownSlots;
    }

    int unkillableProcesses() {
        return unkillable;
    }

    int runQueueMilli() {
        return runQueueMilli;
    }

    /** Whether a report came on this stream. */
    boolean isReported() {
        return reported;
    }

    boolean isBlocked() {
        return blocked;
    }

    long lastUse() {
        return lastUse;
    }

    void newStream(int slots) {
        ownSlots = slots;
        commands = 0;
        covered = 0;
        uncovered = 0;
        lent = 0;
        reported = false;
        blocked = false;
    }

    /** @param known processes that the report covers and that have not ended */
    void report(LoadReport report, int known) {
        covered = Math.clamp(report.lastCommand(), covered, commands);
        uncovered = processes - assigned - known;
        lent = 0;
        runQueueMilli = report.runQueueMilli();
        reported = true;
        blocked = false;
        // A thread that outlives its process keeps a slot that no process of ours stands for.
        slotsBeyond = Math.max(0, report.slotsUsed() - known);
    }

    /** It refused what should have fitted: nothing more until it has said how it is. */
    void block() {
        blocked = true;
    }

    void used(long use) {
        lastUse = use;
    }

    /** Somebody will use it without our starting anything there. */
    void lend(long nowMillis) {
        lent++;
        recent.placed(nowMillis);
    }

    RecentWork recent() {
        return recent;
    }

    void added() {
        processes++;
    }

    void removed() {
        processes--;
    }

    /** What that command sent there is over; 0: none of this stream sent it. */
    void undone(long command) {
        if (command > covered) {
            uncovered--;
        }
    }

    void assigned() {
        assigned++;
    }

    void unassigned() {
        assigned--;
    }

    void unkillable() {
        unkillable++;
    }

    void killedAfterAll() {
        unkillable--;
    }

    long nextCommand() {
        uncovered++;
        return ++commands;
    }
}
