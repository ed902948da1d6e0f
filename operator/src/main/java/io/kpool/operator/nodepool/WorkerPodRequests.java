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
import io.kpool.operator.nodepool.PodOutcome.Refused;
import java.util.List;
import java.util.Optional;

/** Asks the API server for pods, and tells its refusals, which are somebody's to mend, from its failures, which are thrown. */
final class WorkerPodRequests {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient client;

    WorkerPodRequests(KubernetesClient client) {
        this.client = client;
    }

    /** @throws KubernetesClientException when the API server does not answer, or not now */
    PodOutcome create(Pod pod) {
        try {
            // Strict: a misspelt field of the user's template is refused instead of dropped.
            client.resource(pod).fieldValidation(Validation.STRICT).create();
            return new Made();
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case FORBIDDEN -> new Refused(forbidden(said(e)));
                case BAD_REQUEST, UNPROCESSABLE -> new Refused(new HostFailure(HostReasons.POD_INVALID, said(e)));
                case CONFLICT -> taken(pod, e);
                default -> throw e;
            };
        }
    }

    /**
     * Only this very pod: a later one of its name is another worker, and perhaps another leader's.
     *
     * @throws KubernetesClientException when the API server does not answer, or not now
     */
    void delete(String namespace, WorkerPod pod) {
        DeleteOptions thatOne = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(pod.uid())
                .endPreconditions()
                .build();
        try {
            client.raw("/api/v1/namespaces/" + namespace + "/pods/" + pod.name(), "DELETE", thatOne);
        } catch (KubernetesClientException e) {
            if (e.getCode() != NOT_FOUND && e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }

    private static HostFailure forbidden(String message) {
        return new HostFailure(
                message.contains("exceeded quota") ? HostReasons.QUOTA_EXCEEDED : HostReasons.FORBIDDEN, message);
    }

    private PodOutcome taken(Pod pod, KubernetesClientException conflict) {
        Pod there = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .get();
        if (there == null) {
            // Gone meanwhile, or a conflict of another kind: of two pods that a quota counts at once.
            throw conflict;
        }
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

    private static String said(KubernetesClientException e) {
        return e.getStatus() != null && e.getStatus().getMessage() != null
                ? e.getStatus().getMessage()
                : String.valueOf(e.getMessage());
    }
}
