package io.kpool.worker.load;

import java.util.concurrent.atomic.AtomicReference;

/** The mean of the samples since it was last taken; one thread adds, another takes. */
final class RunQueueMean {
    private record Samples(long sum, int count) {
        Samples plus(int sample) {
            return new Samples(sum + sample, count + 1);
        }

        int milli() {
            return (int) Math.min(Integer.MAX_VALUE, (sum * 1000 + count / 2) / count);
        }
    }

    private static final Samples NONE = new Samples(0, 0);

    private final AtomicReference<Samples> samples = new AtomicReference<>(NONE);
    private int last;

    void add(int sample) {
        samples.updateAndGet(now -> now.plus(sample));
    }

    /** In thousandths, rounded; the last mean when there is no new sample. */
    int take() {
        Samples taken = samples.getAndSet(NONE);
        if (taken.count() > 0) {
            last = taken.milli();
        }
        return last;
    }
}
