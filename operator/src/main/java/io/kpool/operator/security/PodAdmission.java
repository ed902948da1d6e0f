package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.NodePool;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Admits the workers whose pods the operator made. The pod is read from the API server and not from a cache: a worker
 * may be quicker than an informer, and its pod must be there now.
 *
 * <p>A pod counts as of the pool that is there now, and not of a deleted one that had its name. A pod that is being
 * deleted is let in all the same: its worker may only have lost its stream, and has exits to report.
 */
final class PodAdmission implements WorkerAdmission {
    private static final String HOST = "kpool.io/host";
    private static final String INCARNATION = "kpool.io/incarnation";
    private static final String OWNER_API = "kpool.io/";

    private final KubernetesClient client;
    private final TokenReviews tokens;
    private final Executor executor;

    /** @param executor runs the questions to the API server, which block */
    PodAdmission(KubernetesClient client, TokenReviews tokens, Executor executor) {
        this.client = client;
        this.tokens = tokens;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Admission> admit(String token, HostClaim claim) {
        return CompletableFuture.supplyAsync(() -> check(token, claim), executor);
    }

    private Admission check(String token, HostClaim claim) {
        if (token.isBlank()) {
            return new Admission.Unauthenticated("no token");
        }
        Optional<WorkerIdentity> identity = tokens.identify(token);
        if (identity.isEmpty()) {
            return new Admission.Unauthenticated("not a valid token of a pod for audience " + TokenReviews.AUDIENCE);
        }
        return mismatch(identity.get(), claim)
                .<Admission>map(Admission.Denied::new)
                .orElseGet(() -> new Admission.Admitted(identity.get()));
    }

    private Optional<String> mismatch(WorkerIdentity identity, HostClaim claim) {
        Pod pod = client.pods()
                .inNamespace(identity.namespace())
                .withName(identity.podName())
                .get();
        if (pod == null || !pod.getMetadata().getUid().equals(identity.podUid())) {
            return Optional.of("pod " + identity.podName() + " of this token is gone");
        }
        if (!claim.podUid().equals(identity.podUid())) {
            return Optional.of("the token is of another pod");
        }
        Map<String, String> labels = pod.getMetadata().getLabels() == null
                ? Map.of()
                : pod.getMetadata().getLabels();
        boolean itself = claim.host().equals(labels.get(HOST))
                && Long.toString(claim.incarnation()).equals(labels.get(INCARNATION))
                && isOwnedBy(claim.pool(), pod);
        return itself
                ? Optional.empty()
                : Optional.of("pod " + identity.podName() + " is not host " + claim.host() + "." + claim.incarnation()
                        + " of pool " + claim.pool());
    }

    private boolean isOwnedBy(String pool, Pod pod) {
        Optional<String> owner = pod.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController())
                        && reference.getApiVersion().startsWith(OWNER_API)
                        && reference.getKind().equals("NodePool")
                        && reference.getName().equals(pool))
                .map(OwnerReference::getUid)
                .findFirst();
        // Asked only of a pod that claims to be a worker's.
        return owner.isPresent() && owner.equals(uid(pod.getMetadata().getNamespace(), pool));
    }

    private Optional<String> uid(String namespace, String pool) {
        return Optional.ofNullable(client.resources(NodePool.class)
                        .inNamespace(namespace)
                        .withName(pool)
                        .get())
                .map(there -> there.getMetadata().getUid());
    }
}
