package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.NodePool;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.pool.Provision;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Admits workers by their tokens: those in pods that a pool made as the host that they are, others as attached ones.
 *
 * <p>Where the pod was seen, the token's signature is enough for a start: a thousand workers that come back to a new
 * leader need not wait until the API server has been asked a thousand times. Nobody is refused by that.
 */
final class TokenAdmission implements WorkerAdmission {
    private final WorkerTokens tokens;
    private final ReferredResources resources;
    private final Executor checks;
    private final Executor questions;

    /**
     * @param checks looks at signatures, which nobody who waits for the API server is to hold up
     * @param questions runs the questions to the API server, which block
     */
    TokenAdmission(WorkerTokens tokens, ReferredResources resources, Executor checks, Executor questions) {
        this.tokens = tokens;
        this.resources = resources;
        this.checks = checks;
        this.questions = questions;
    }

    @Override
    public CompletionStage<Admission> admit(String token, HostClaim claim) {
        return CompletableFuture.supplyAsync(() -> bySignature(token, claim), checks)
                .thenCompose(known -> known.<CompletionStage<Admission>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> review(token, claim)));
    }

    @Override
    public CompletionStage<Admission> review(String token, HostClaim claim) {
        return CompletableFuture.supplyAsync(() -> byReview(token, claim), questions);
    }

    private Optional<Admission> bySignature(String token, HostClaim claim) {
        return tokens.bySignature(token)
                .filter(identity -> resources.seenPod(identity).isPresent())
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
        Optional<Pod> pod = identity.hasPod() ? resources.pod(identity) : Optional.empty();
        if (identity.hasPod() && pod.isEmpty()) {
            return new Admission.Denied(identity, "pod " + identity.podName() + " of this token is gone");
        }
        Optional<NodePool> pool = resources.pool(identity.namespace(), claim.pool(), pod);
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
}
