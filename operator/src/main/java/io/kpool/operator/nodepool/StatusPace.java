package io.kpool.operator.nodepool;

import io.kpool.crd.HostStatus;
import io.kpool.crd.LoadSummary;
import io.kpool.crd.NodePoolStatus;
import java.time.Duration;

/** When a status is worth a write: what changed at once, mere load every five seconds, and nothing that is there already. */
enum StatusPace {
    NOTHING_NEW,
    WRITE,
    /** Only the load has changed, and it was written a moment ago. */
    LATER;

    static final Duration LOAD_EVERY = Duration.ofSeconds(5);

    static StatusPace of(NodePoolStatus there, NodePoolStatus next, Duration sinceLoadWritten) {
        if (there.equals(next)) {
            return NOTHING_NEW;
        }
        boolean onlyLoad = withoutLoad(there).equals(withoutLoad(next));
        return onlyLoad && sinceLoadWritten.compareTo(LOAD_EVERY) < 0 ? LATER : WRITE;
    }

    private static NodePoolStatus withoutLoad(NodePoolStatus status) {
        return new NodePoolStatus(
                status.observedGeneration(),
                status.replicas(),
                status.selector(),
                status.readyHosts(),
                status.wantedHosts(),
                status.ready(),
                status.conditions(),
                LoadSummary.NONE,
                status.hosts().stream().map(StatusPace::withoutLoad).toList());
    }

    private static HostStatus withoutLoad(HostStatus host) {
        return new HostStatus(
                host.name(),
                host.podName(),
                host.nodeName(),
                host.state(),
                0,
                0,
                host.reason(),
                host.message(),
                host.since());
    }
}
