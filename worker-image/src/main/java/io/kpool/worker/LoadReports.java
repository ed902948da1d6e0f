package io.kpool.worker;

import io.kpool.protocol.agent.Load;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides on one stream when the load is sampled, at each period, and when it is told: then, if it changed, and at every
 * heartbeat in any case.
 */
final class LoadReports {
    private final Duration period;
    private final Duration heartbeat;
    private long sequence;
    private long sampledNanos;
    private long toldNanos;
    private Load told = Load.getDefaultInstance();

    LoadReports(Duration period, Duration heartbeat) {
        this.period = period;
        this.heartbeat = heartbeat;
    }

    boolean isSampleDue(long nanos) {
        return sequence == 0 || nanos - sampledNanos >= period.toNanos();
    }

    boolean isHeartbeatDue(long nanos) {
        return sequence == 0 || nanos - toldNanos >= heartbeat.toNanos();
    }

    /** The report to be sent of a load that was sampled when that was due; empty: there is nothing new in it. */
    Optional<Load> sampled(Load load, long nanos) {
        sampledNanos = nanos;
        return load.equals(told) && !isHeartbeatDue(nanos) ? Optional.empty() : Optional.of(heartbeat(load, nanos));
    }

    /** The report to be sent of what is left of the last sample. */
    Load heartbeat(Load load, long nanos) {
        told = load;
        toldNanos = nanos;
        return load.toBuilder().setSequence(++sequence).build();
    }
}
