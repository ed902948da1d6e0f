package io.kpool.worker;

import io.grpc.netty.shaded.io.netty.channel.SelectStrategy;
import io.grpc.netty.shaded.io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Looks for work a little longer before the thread sleeps: under one request at a time, waking up is most of the
 * latency. Only while the loop's turns follow each other closely: a worker at rest costs nothing. It yields between two
 * looks, so that on few cores whoever it waits for can run.
 */
final class SpinningSelect implements SelectStrategy {
    /** Turns that are further apart are no traffic. */
    private static final long TRAFFIC_NANOS = Duration.ofMillis(5).toNanos();

    private final long spinNanos;
    private final LongSupplier nanoTime;
    private volatile BooleanSupplier tasks = () -> false;
    private long lastTurn;

    SpinningSelect(Duration spin, LongSupplier nanoTime) {
        this.spinNanos = spin.toNanos();
        this.nanoTime = nanoTime;
        this.lastTurn = nanoTime.getAsLong() - TRAFFIC_NANOS;
    }

    /** Who says whether a task came while it looked. */
    void watch(BooleanSupplier pending) {
        tasks = pending;
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        long now = nanoTime.getAsLong();
        boolean traffic = now - lastTurn < TRAFFIC_NANOS;
        lastTurn = now;
        if (hasTasks) {
            return selectNow.get();
        }
        return traffic ? spin(selectNow, now + spinNanos) : SELECT;
    }

    private int spin(IntSupplier selectNow, long end) throws Exception {
        while (nanoTime.getAsLong() - end < 0) {
            int ready = selectNow.get();
            if (ready > 0 || tasks.getAsBoolean()) {
                return ready;
            }
            Thread.yield();
        }
        lastTurn = nanoTime.getAsLong();
        return SELECT;
    }
}
