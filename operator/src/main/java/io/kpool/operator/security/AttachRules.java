package io.kpool.operator.security;

import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpec;
import java.util.Optional;

/** Who may be an attached host. Pure. */
final class AttachRules {
    private static final String ELASTIC = "r[0-9]+";

    private AttachRules() {}

    /** Why that service account may not be that host of that pool. */
    static Optional<String> mismatch(WorkerIdentity identity, HostClaim claim, NodePool pool) {
        NodePoolSpec spec = pool.getSpec();
        if (!spec.attachServiceAccounts().contains(identity.serviceAccount())) {
            return Optional.of("spec.attachServiceAccounts of pool " + claim.pool() + " does not name service account "
                    + identity.serviceAccount());
        }
        if (!spec.attached().contains(claim.host()) && !isLeaving(claim, spec)) {
            return Optional.of("spec.attached of pool " + claim.pool() + " does not name host " + claim.host());
        }
        return Optional.empty();
    }

    /** It was attached and is no more: it is let in once again, to tell what became of its processes. */
    private static boolean isLeaving(HostClaim claim, NodePoolSpec spec) {
        boolean started = claim.host().matches(ELASTIC)
                || spec.hosts().stream().map(HostSpec::name).anyMatch(claim.host()::equals);
        return claim.incarnation() > 0 && !started;
    }
}
