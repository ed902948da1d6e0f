package io.kpool.client;

import io.grpc.netty.shaded.io.netty.channel.DefaultSelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategy;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Looks for answers a little longer before the loop's thread sleeps: under one request at a time, waking up is most of
 * the latency. It yields between two looks, which on few cores lets the operator run. An idle client does not do this.
 */
final class Spin implements SelectStrategy {
    private final long nanos;
    private final BooleanSupplier worthwhile;
    private final BooleanSupplier submitted;

    private Spin(Duration duration, BooleanSupplier worthwhile, BooleanSupplier submitted) {
        this.nanos = duration.toNanos();
        this.worthwhile = worthwhile;
        this.submitted = submitted;
    }

    /**
     * @param worthwhile an answer is expected, or a request, since one was just answered; asked on the loop
     * @param submitted a caller has put something in, for which the loop is not woken while it is awake
     */
    static SelectStrategyFactory factory(Duration duration, BooleanSupplier worthwhile, BooleanSupplier submitted) {
        return duration.isZero()
                ? DefaultSelectStrategyFactory.INSTANCE
                : () -> new Spin(duration, worthwhile, submitted);
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (hasTasks) {
            return selectNow.get();
        }
        if (!worthwhile.getAsBoolean()) {
            return SelectStrategy.SELECT;
        }
        long end = System.nanoTime() + nanos;
        do {
            int ready = selectNow.get();
            if (ready > 0 || submitted.getAsBoolean()) {
                return ready;
            }
            Thread.yield();
        } while (System.nanoTime() < end);
        return SelectStrategy.SELECT;
    }
}
