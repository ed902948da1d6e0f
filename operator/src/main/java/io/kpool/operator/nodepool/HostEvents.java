package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.NodePool;
import io.kpool.operator.nodepool.HostChanges.HostChange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells changes of hosts as Kubernetes Events of their NodePool. An Event that cannot be written is only missed. */
final class HostEvents {
    private static final Logger LOG = Logger.getLogger(HostEvents.class);
    /** In bytes, although the API server calls them characters: it refuses an Event with a longer one. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;

    /** @param instance which operator reports */
    HostEvents(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    void tell(NodePool pool, List<HostChange> changes, Instant now) {
        AllAtOnce.map(changes, change -> {
            tell(pool, change, now);
            return change;
        });
    }

    private void tell(NodePool pool, HostChange change, Instant now) {
        try {
            client.resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(pool.getMetadata().getName() + "-")
                            .withNamespace(pool.getMetadata().getNamespace())
                            .endMetadata()
                            .withRegarding(reference(pool))
                            .withType(change.kind().text())
                            .withReason(change.reason())
                            .withAction("Reconcile")
                            .withNote(Excerpt.of(change.note(), LONGEST_NOTE))
                            .withReportingController("kpool.io/operator")
                            .withReportingInstance(instance)
                            .withEventTime(new MicroTime(MICROS.format(now)))
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (!EndingNamespace.isWhy(e)) {
                LOG.warnf(
                        "Event %s of pool %s is missed: %s",
                        change.reason(), reference(pool).getName(), e.getMessage());
            }
        }
    }

    private static ObjectReference reference(NodePool pool) {
        return new ObjectReferenceBuilder()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withNamespace(pool.getMetadata().getNamespace())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .build();
    }
}
