package io.kpool.bench.rig;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes bring about, which nobody announces. */
record Deadline(Duration patience, Supplier<String> otherwise) {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** @throws RigException with the deadline's own words when it does not come about in time */
    void await(BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new RigException(otherwise.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
