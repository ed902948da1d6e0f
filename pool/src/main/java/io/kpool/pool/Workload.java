package io.kpool.pool;

/** What a worker has to do, as reported and as placed since. */
final class Workload {
    private static final int PROCESS_MILLI = 1_000;

    private int processes;
    private int assigned;
    private int unkillable;
    private int ownSlots = Integer.MAX_VALUE;
    private int slotsBeyond;
    private long commands;
    private long covered;
    private int runQueueMilli;
    private boolean reported;
    private boolean blocked;
    private long lastUse;

    /** Thousandths: the last report, and a whole one for each process placed after the last command it covers. */
    long load() {
        return runQueueMilli + PROCESS_MILLI * uncovered();
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
        reported = false;
        blocked = false;
    }

    /** @param known processes that the report covers and that have not ended */
    void report(LoadReport report, int known) {
        covered = Math.clamp(report.lastCommand(), covered, commands);
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

    void added() {
        processes++;
    }

    void removed() {
        processes--;
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
        return ++commands;
    }

    private long uncovered() {
        return assigned + commands - covered;
    }
}
