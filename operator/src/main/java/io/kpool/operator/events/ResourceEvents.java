package io.kpool.operator.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Tells what happened as Kubernetes Events. An Event that cannot be written is only missed. */
public final class ResourceEvents {
    private static final Logger LOG = Logger.getLogger(ResourceEvents.class);
    /** In bytes, although the API server calls them characters: it refuses an Event with a longer one. */
    private static final int LONGEST_NOTE = 1024;

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final String instance;

    /** @param instance which operator reports */
    public ResourceEvents(KubernetesClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    /** What happened. */
    public record Happening(Kind kind, String reason, String note) {
        /** Kubernetes' word for whether a person should look. */
        public enum Kind {
            NORMAL("Normal"),
            WARNING("Warning");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            public String text() {
                return text;
            }
        }

        public static Happening normal(String reason, String note) {
            return new Happening(Kind.NORMAL, reason, note);
        }

        public static Happening warning(String reason, String note) {
            return new Happening(Kind.WARNING, reason, note);
        }
    }

    public void tell(HasMetadata resource, Happening happening, Instant now) {
        try {
            client.resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(resource.getMetadata().getName() + "-")
                            .withNamespace(resource.getMetadata().getNamespace())
                            .endMetadata()
                            .withRegarding(reference(resource))
                            .withType(happening.kind().text())
                            .withReason(happening.reason())
                            .withAction("Reconcile")
                            .withNote(Excerpt.of(happening.note(), LONGEST_NOTE))
                            .withReportingController("kpool.io/operator")
                            .withReportingInstance(instance)
                            .withEventTime(new MicroTime(MICROS.format(now)))
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (!EndingNamespace.isWhy(e)) {
                LOG.warnf(
                        "Event %s of %s %s is missed: %s",
                        happening.reason(),
                        resource.getKind(),
                        resource.getMetadata().getName(),
                        e.getMessage());
            }
        }
    }

    private static ObjectReference reference(HasMetadata resource) {
        return new ObjectReferenceBuilder()
                .withApiVersion(resource.getApiVersion())
                .withKind(resource.getKind())
                .withNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .withUid(resource.getMetadata().getUid())
                .build();
    }
}
