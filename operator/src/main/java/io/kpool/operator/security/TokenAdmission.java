package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.NodePool;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.pool.Provision;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Admits workers by their tokens: those in pods that a pool made as the host that they are, others as attached ones. What
 * it refers to must be there now, and a worker may be quicker than who sees its pod: all is read from the API server and
 * not from a cache, but for a pod that the token is bound to, and the pool whose pod that is, where these were seen
 * already. The operator never changes what counts here of them; what is gone is there until the watch has said so.
 *
 * <p>Where the pod was seen, the token's signature is enough for a start: a thousand workers that come back to a new
 * leader need not wait until the API server has been asked a thousand times. Nobody is refused by that.
 */
final class TokenAdmission implements WorkerAdmission {
    private final KubernetesClient client;
    private final WorkerTokens tokens;
    private final WatchedResources watched;
    private final Executor executor;
    // A pool's workers come back together, after a change of leader, and a pool of many hosts is large.
    private final SharedReads<PoolName, Optional<NodePool>> pools = new SharedReads<>(this::read);

    private record PoolName(String namespace, String name) {}

    /** @param executor runs the questions to the API server, which block */
    TokenAdmission(KubernetesClient client, WorkerTokens tokens, WatchedResources watched, Executor executor) {
        this.client = client;
        this.tokens = tokens;
        this.watched = watched;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Admission> admit(String token, HostClaim claim) {
        return CompletableFuture.supplyAsync(
                () -> bySignature(token, claim).orElseGet(() -> byReview(token, claim)), executor);
    }

    @Override
    public CompletionStage<Admission> review(String token, HostClaim claim) {
        return CompletableFuture.supplyAsync(() -> byReview(token, claim), executor);
    }

    private Optional<Admission> bySignature(String token, HostClaim claim) {
        return tokens.bySignature(token)
                .filter(identity -> seenPod(identity).isPresent())
                .map(identity -> check(identity, claim, Evidence.SIGNATURE))
                .filter(Admission.Admitted.class::isInstance);
    }

    private Admission byReview(String token, HostClaim claim) {
        if (token.isBlank()) {
            return new Admission.Unauthenticated("no token");
        }
        return tokens.byReview(token)
                .map(identity -> check(identity, claim, Evidence.REVIEW))
                .orElseGet(() -> new Admission.Unauthenticated(
                        "not a valid token of a service account for audience " + TokenReviews.WORKERS));
    }

    private Admission check(WorkerIdentity identity, HostClaim claim, Evidence evidence) {
        if (!claim.podUid().equals(identity.podUid())) {
            return new Admission.Denied(identity, "the token is of another pod, or of none");
        }
        Optional<Pod> pod = identity.hasPod() ? pod(identity) : Optional.empty();
        if (identity.hasPod() && pod.isEmpty()) {
            return new Admission.Denied(identity, "pod " + identity.podName() + " of this token is gone");
        }
        Optional<NodePool> pool = pool(new PoolName(identity.namespace(), claim.pool()), pod);
        if (pool.isEmpty()) {
            return new Admission.Denied(identity, "there is no pool " + claim.pool());
        }
        // What a pool made is that host and nothing else, whatever its service account may be besides.
        Provision provision = pod.flatMap(PodRules::poolUid).isPresent() ? Provision.STARTED : Provision.ATTACHED;
        Optional<String> mismatch =
                switch (provision) {
                    case STARTED -> PodRules.mismatch(pod.orElseThrow(), claim, pool.get());
                    case ATTACHED -> AttachRules.mismatch(identity, claim, pool.get());
                };
        return mismatch.<Admission>map(why -> new Admission.Denied(identity, why))
                .orElseGet(() -> new Admission.Admitted(identity, provision, evidence));
    }

    private Optional<NodePool> pool(PoolName name, Optional<Pod> pod) {
        return pod.flatMap(PodRules::poolUid)
                .flatMap(uid -> watched.pool(name.namespace(), name.name())
                        .filter(seen -> uid.equals(seen.getMetadata().getUid())))
                .or(() -> pools.get(name));
    }

    private Optional<NodePool> read(PoolName pool) {
        return Optional.ofNullable(client.resources(NodePool.class)
                .inNamespace(pool.namespace())
                .withName(pool.name())
                .get());
    }

    private Optional<Pod> pod(WorkerIdentity identity) {
        return seenPod(identity)
                .or(() -> Optional.ofNullable(client.pods()
                                .inNamespace(identity.namespace())
                                .withName(identity.podName())
                                .get())
                        .filter(there -> isOf(identity, there)));
    }

    private Optional<Pod> seenPod(WorkerIdentity identity) {
        return watched.pod(identity.namespace(), identity.podName()).filter(seen -> isOf(identity, seen));
    }

    private static boolean isOf(WorkerIdentity identity, Pod pod) {
        return pod.getMetadata().getUid().equals(identity.podUid());
    }
}
