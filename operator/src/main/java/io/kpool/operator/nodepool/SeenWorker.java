package io.kpool.operator.nodepool;

import io.kpool.pool.HostState;
import io.kpool.pool.HostStatus;
import io.kpool.pool.HostView;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A host's pod together with what the pool's master knows of the worker in it.
 *
 * @param membership of this very incarnation; when the master knows another one or none: {@code STARTING}, or
 *     {@code SUSPECT} of a worker that an earlier operator knew
 */
record SeenWorker(WorkerPod pod, HostStatus membership) {
    SeenWorker {
        Objects.requireNonNull(pod, "pod");
        Objects.requireNonNull(membership, "membership");
    }

    /** As far as the master knows it. */
    static SeenWorker of(WorkerPod pod, HostView view) {
        return view.isOf(pod.incarnation()) ? new SeenWorker(pod, view.status()) : unknown(pod);
    }

    /** The master has not heard of it. */
    static SeenWorker unknown(WorkerPod pod) {
        return new SeenWorker(pod, new HostStatus(HostState.STARTING, 0, "", ""));
    }

    /** One that an earlier operator knew is not starting: it only has not told yet all that it runs. */
    SeenWorker ifStartingSilent() {
        return membership.state() == HostState.STARTING
                ? new SeenWorker(pod, new HostStatus(HostState.SUSPECT, 0, "", ""))
                : this;
    }

    boolean hasBeenReadyFor(Duration time, Instant now) {
        return membership.state() == HostState.READY
                && !Instant.ofEpochMilli(membership.sinceMillis()).plus(time).isAfter(now);
    }
}
