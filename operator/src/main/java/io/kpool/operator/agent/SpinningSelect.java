package io.kpool.operator.agent;

import io.grpc.netty.shaded.io.netty.channel.DefaultSelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategy;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.util.IntSupplier;
import java.time.Duration;

/**
 * Looks for work a little longer before the thread sleeps: under one request at a time, waking up is most of the
 * latency. It yields between two looks, which on few cores lets the peer run, and so beats spinning hard.
 */
final class SpinningSelect implements SelectStrategy {
    private final long spinNanos;

    private SpinningSelect(Duration spin) {
        this.spinNanos = spin.toNanos();
    }

    static SelectStrategyFactory factory(Duration spin) {
        return spin.isZero() ? DefaultSelectStrategyFactory.INSTANCE : () -> new SpinningSelect(spin);
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        long end = System.nanoTime() + spinNanos;
        do {
            int ready = selectNow.get();
            if (ready > 0) {
                return ready;
            }
            Thread.yield();
        } while (System.nanoTime() < end);
        return SelectStrategy.SELECT;
    }
}
