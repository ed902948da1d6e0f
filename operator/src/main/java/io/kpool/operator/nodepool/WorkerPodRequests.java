package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.kpool.crd.HostReasons;
import io.kpool.operator.nodepool.PodOutcome.AlreadyThere;
import io.kpool.operator.nodepool.PodOutcome.Made;
import io.kpool.operator.nodepool.PodOutcome.NotNow;
import io.kpool.operator.nodepool.PodOutcome.Refused;
import java.util.List;
import java.util.Optional;

/** Asks the API server for pods. What it does not do, or not now, is an outcome of that one pod. */
final class WorkerPodRequests {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KubernetesClient client;

    WorkerPodRequests(KubernetesClient client) {
        this.client = client;
    }

    PodOutcome create(Pod pod) {
        try {
            // Strict: a misspelt field of the user's template is refused instead of dropped.
            client.resource(pod).fieldValidation(Validation.STRICT).create();
            return new Made();
        } catch (KubernetesClientException e) {
            return e.getCode() == CONFLICT ? taken(pod) : new Refused(ApiFailures.of(e));
        }
    }

    /** Only this very pod: a later one of its name is another worker. Why it cannot be deleted; empty: it goes. */
    Optional<HostFailure> delete(String namespace, WorkerPod pod) {
        DeleteOptions thatOne = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.uid())
                .endPreconditions()
                .build();
        try {
            client.raw("/api/v1/namespaces/" + namespace + "/pods/" + pod.name(), "DELETE", thatOne);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return e.getCode() == NOT_FOUND || e.getCode() == CONFLICT
                    ? Optional.empty()
                    : Optional.of(ApiFailures.of(e));
        }
    }

    private PodOutcome taken(Pod pod) {
        Pod there;
        try {
            there = client.pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .get();
        } catch (KubernetesClientException e) {
            return new Refused(ApiFailures.of(e));
        }
        // None: it went meanwhile, or the conflict was of another kind, of two pods that a quota counts at once.
        return there == null ? new NotNow() : taken(pod, there);
    }

    private static PodOutcome taken(Pod pod, Pod there) {
        Optional<OwnerReference> owner = controller(there);
        String ours = controller(pod).orElseThrow().getUid();
        if (owner.filter(reference -> reference.getUid().equals(ours)).isPresent()) {
            return new AlreadyThere();
        }
        return new Refused(new HostFailure(
                HostReasons.NAME_TAKEN,
                "Pod " + pod.getMetadata().getName() + " exists and belongs to "
                        + owner.map(reference -> reference.getKind() + " " + reference.getName())
                                .orElse("nobody")
                        + ": delete it, or name the host otherwise"));
    }

    private static Optional<OwnerReference> controller(Pod pod) {
        List<OwnerReference> owners = pod.getMetadata().getOwnerReferences();
        return owners.stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }
}
