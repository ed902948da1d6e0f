package io.kpool.worker;

import io.kpool.protocol.agent.Load;
import java.time.Duration;
import java.util.Optional;

/** Decides when the load is told on one stream: at each period if it changed, and at every heartbeat in any case. */
final class LoadReports {
    private final Duration period;
    private final Duration heartbeat;
    private long sequence;
    private long toldNanos;
    private Load told = Load.getDefaultInstance();

    LoadReports(Duration period, Duration heartbeat) {
        this.period = period;
        this.heartbeat = heartbeat;
    }

    /** Whether it may be time; then it is worth asking for the load. */
    boolean isDue(long nanos) {
        return sequence == 0 || nanos - toldNanos >= Math.min(period.toNanos(), heartbeat.toNanos());
    }

    /** The report to be sent of a load that was asked for when it was due; empty: there is nothing new in it. */
    Optional<Load> report(Load load, long nanos) {
        boolean heartbeatIsDue = sequence == 0 || nanos - toldNanos >= heartbeat.toNanos();
        if (!heartbeatIsDue && load.equals(told)) {
            return Optional.empty();
        }
        told = load;
        toldNanos = nanos;
        return Optional.of(load.toBuilder().setSequence(++sequence).build());
    }
}
