package io.kpool.worker;

import io.kpool.protocol.process.ExitReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * How an agent comes to its end: its processes are ended, what became of them is told, now or
 * when the operator is back shortly, and there is a time after which nothing is waited for. Confined to the loop.
 */
final class Ending {
    // Taken from the time that processes have, to end those that do not end by themselves and to tell of them.
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final Processes processes;
    private final Timing timing;
    private final LongSupplier nanoTime;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private End end;
    private long deadline;
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

    /** Begins to end everything, or hastens an end that has begun. */
    void begin(End why, Duration atMost) {
        if (!isOpenTo(why)) {
            return;
        }
        long now = nanoTime.getAsLong();
        long atLatest = Math.max(atMost.toNanos(), timing.lastWords().toNanos());
        deadline = now + (hasBegun() ? Math.min(atLatest, deadline - now) : atLatest);
        end = why;
        Duration grace = atMost.minus(RESERVE);
        processes.endAll(
                why == End.DISMISSED ? ExitReason.KILLED : ExitReason.SHUTDOWN,
                grace.isNegative() ? Duration.ZERO : grace);
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

    void complete() {
        ended.complete(end);
    }
}
