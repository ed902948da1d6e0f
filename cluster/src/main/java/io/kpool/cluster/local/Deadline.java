package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A moment at which waiting turns into a failure.
 *
 * @param complaint what to tell the person then
 */
record Deadline(long nanoTime, String complaint) {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    static Deadline in(Duration time, String complaint) {
        return new Deadline(System.nanoTime() + time.toNanos(), complaint);
    }

    /** @throws ClusterException with the complaint when the condition is not met in time */
    void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - nanoTime > 0 || Thread.currentThread().isInterrupted()) {
                throw new ClusterException(complaint);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
