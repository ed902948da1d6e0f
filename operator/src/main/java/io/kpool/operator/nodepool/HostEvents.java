package io.kpool.operator.nodepool;

import io.kpool.crd.NodePool;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.events.ResourceEvents.Happening;
import java.time.Instant;
import java.util.List;

/** Tells changes of hosts as Kubernetes Events of their NodePool. */
final class HostEvents {
    private final ResourceEvents events;

    HostEvents(ResourceEvents events) {
        this.events = events;
    }

    void tell(NodePool pool, List<Happening> changes, Instant now) {
        AllAtOnce.map(changes, change -> {
            events.tell(pool, change, now);
            return change;
        });
    }
}
