package io.kpool.worker;

import io.kpool.protocol.process.ExitReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * How an agent comes to its end: its processes have their time and are then ended, what became of them is told, now or
 * when the operator is back shortly, and there is a time after which nothing is waited for. Confined to the loop.
 */
final class Ending {
    private final Processes processes;
    private final Timing timing;
    private final LongSupplier nanoTime;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private End end;
    private long deadline;
    private long runOnUntil;
    private boolean asked;
    private boolean told;
    private boolean idle;
    private long idleSince;

    Ending(Processes processes, Timing timing, LongSupplier nanoTime) {
        this.processes = processes;
        this.timing = timing;
        this.nanoTime = nanoTime;
    }

    CompletableFuture<End> whenEnded() {
        return ended;
    }

    boolean hasBegun() {
        return end != null;
    }

    /** Whether that is a reason to end, or to end sooner. */
    boolean isOpenTo(End why) {
        return !hasBegun() || why.overrides(end);
    }

    /**
     * Begins to end, or hastens an end that has begun. Nothing new is run from now on.
     *
     * @param runOn how long processes have to end by themselves before they are told to
     */
    void begin(End why, Duration runOn) {
        asked |= why == End.DRAINED;
        if (!isOpenTo(why)) {
            return;
        }
        long now = nanoTime.getAsLong();
        long atMost = runOn.plus(why.atMost()).toNanos();
        deadline = now + (hasBegun() ? Math.min(atMost, deadline - now) : atMost);
        end = why;
        told = false;
        runOnUntil = now + runOn.toNanos();
        tellOverdue();
    }

    /** Tells processes to end that have used up their time. */
    void tellOverdue() {
        if (hasBegun() && !told && nanoTime.getAsLong() - runOnUntil >= 0) {
            told = true;
            processes.endAll(end == End.DISMISSED ? ExitReason.KILLED : ExitReason.SHUTDOWN, end.grace());
        }
    }

    /** Whether there is nothing left to wait for. */
    boolean isDue() {
        if (!hasBegun()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - deadline >= 0) {
            return true;
        }
        if (processes.running() > 0) {
            return false;
        }
        if (processes.isEmpty() || end == End.DISMISSED) {
            return true;
        }
        if (!idle) {
            idle = true;
            idleSince = now;
        }
        return now - idleSince >= timing.lastWords().toNanos();
    }

    /** Whether somebody wants it to end, apart from its operator. */
    boolean isAskedFor() {
        return asked;
    }

    /** It has come to an end that is not its last. */
    void forget() {
        end = null;
        idle = false;
    }

    void complete() {
        ended.complete(end);
    }
}
