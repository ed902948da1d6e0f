package io.kpool.worker.load;

import io.kpool.worker.process.ProcessSnapshot;
import io.kpool.worker.process.ProcessTrees;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Counts, ten times a second, the threads that run or could run: virtual threads, all of which are user code's, and
 * tasks of the programs that processes started. The agent's own threads are not virtual and do not count.
 */
public final class LoadSampler {
    /** Between two samples. */
    public static final Duration PERIOD = Duration.ofMillis(100);

    private final long agent = ProcessHandle.current().pid();
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final RunQueueMean mean = new RunQueueMean();
    private final ProcessTrees trees;

    /** A sampler that also keeps those trees up to date, as it looks at all processes anyway. */
    public LoadSampler(ProcessTrees trees) {
        this.trees = trees;
    }

    /** Takes a sample. */
    public void sample() {
        mean.add(virtualThreads() + programs());
    }

    private int virtualThreads() {
        return Math.max(0, scheduler.getMountedVirtualThreadCount())
                + (int) Math.max(0, scheduler.getQueuedVirtualThreadCount());
    }

    private int programs() {
        if (trees.isEmpty()) {
            return 0;
        }
        ProcessSnapshot snapshot = ProcessSnapshot.take();
        trees.observe(snapshot);
        return snapshot.runnableBelow(agent);
    }

    /** Mean of the samples since this was last asked, in thousandths. */
    public int takeMeanMilli() {
        return mean.take();
    }
}
