package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.NodePool;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which pods are which hosts. Pure.
 *
 * <p>A pod counts as of the pool that is there now, and not of a deleted one that had its name. A pod that is being
 * deleted is let in all the same: its worker may only have lost its stream, and has exits to report.
 */
final class PodRules {
    private static final String HOST = "kpool.io/host";
    private static final String INCARNATION = "kpool.io/incarnation";
    private static final String OWNER_API = "kpool.io/";

    private PodRules() {}

    /** Of the pool that made it, which may have been deleted since; empty: none did. */
    static Optional<String> poolUid(Pod pod) {
        return owner(pod).map(OwnerReference::getUid);
    }

    /** Why it is not that host of that pool. */
    static Optional<String> mismatch(Pod pod, HostClaim claim, NodePool pool) {
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        boolean itself = claim.host().equals(labels.get(HOST))
                && Long.toString(claim.incarnation()).equals(labels.get(INCARNATION))
                && poolUid(pod).filter(pool.getMetadata().getUid()::equals).isPresent();
        return itself
                ? Optional.empty()
                : Optional.of("pod " + pod.getMetadata().getName() + " is not host " + claim.host() + "."
                        + claim.incarnation() + " of pool " + claim.pool());
    }

    private static Optional<OwnerReference> owner(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .filter(reference -> reference.getApiVersion().startsWith(OWNER_API))
                .filter(reference -> reference.getKind().equals("NodePool"))
                .findFirst();
    }
}
