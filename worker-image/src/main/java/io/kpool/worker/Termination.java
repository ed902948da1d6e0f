package io.kpool.worker;

import io.kpool.worker.process.RunningProcess;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends processes: asks, forces after a grace, and says so when even that does not help. Confined to the loop. */
final class Termination {
    private final ScheduledExecutorService loop;
    private final Timing timing;
    private Reports reports = Reports.NONE;

    Termination(ScheduledExecutorService loop, Timing timing) {
        this.loop = loop;
        this.timing = timing;
    }

    void reportTo(Reports now) {
        reports = now;
    }

    /** How long a process has that has to end and did nothing to be killed for. */
    Duration grace() {
        return timing.deadlineGrace();
    }

    void end(ProcessEntry entry, EndOrder order) {
        if (entry.hasEnded()) {
            return;
        }
        entry.endsFor(order);
        if (order.grace().isZero()) {
            force(entry);
        } else {
            entry.process().ifPresent(RunningProcess::ask);
            after(order.grace(), entry, () -> force(entry));
        }
    }

    private void force(ProcessEntry entry) {
        entry.cancelTimers();
        entry.process().ifPresent(RunningProcess::force);
        after(timing.unkillable(), entry, () -> {
            entry.becameUnkillable();
            if (!entry.isDisowned()) {
                reports.unkillable(entry.serial());
            }
        });
    }

    /** Does that later, unless the process has ended by then. */
    void after(Duration delay, ProcessEntry entry, Runnable task) {
        Future<?> timer = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        entry.timer(timer);
    }
}
