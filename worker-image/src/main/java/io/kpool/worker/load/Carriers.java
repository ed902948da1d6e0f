package io.kpool.worker.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import jdk.management.VirtualThreadSchedulerMXBean;

/** Sees to it that virtual threads have carriers: more when one waits, fewer when none does. */
public final class Carriers {
    /** Between two looks. */
    public static final Duration PERIOD = Duration.ofMillis(100);
    /** How long a thread may wait. */
    public static final Duration PATIENCE = Duration.ofMillis(50);

    // More than that do not help: the operating system has few cores to share among them.
    private static final int MOST = 256;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final CarrierCount count;
    private Thread probe;

    private Carriers(CarrierCount count) {
        this.count = count;
    }

    /** Carriers for so many processes at once. */
    public static Carriers forSlots(int slots) {
        var carriers =
                new Carriers(new CarrierCount(Runtime.getRuntime().availableProcessors(), Math.min(slots, MOST)));
        carriers.apply();
        return carriers;
    }

    /** A thread has waited for {@link #PATIENCE}. */
    public synchronized void waited() {
        count.waited();
        apply();
    }

    /** Looks, with a thread of its own, whether one that wakes up now would have to wait. */
    public synchronized void look() {
        boolean waits = probe != null && probe.isAlive();
        if (waits) {
            count.waited();
        } else {
            count.flowed(scheduler.getMountedVirtualThreadCount());
            probe = scheduler.getQueuedVirtualThreadCount() > 0 ? Thread.startVirtualThread(() -> {}) : null;
        }
        apply();
    }

    private void apply() {
        if (scheduler.getParallelism() != count.now()) {
            scheduler.setParallelism(count.now());
        }
    }
}
