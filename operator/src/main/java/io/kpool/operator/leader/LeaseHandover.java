package io.kpool.operator.leader;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jboss.logging.Logger;

/** Gives the lease back at an orderly end, so that the successor need not wait for it to expire. */
final class LeaseHandover {
    private static final Logger LOG = Logger.getLogger(LeaseHandover.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;

    LeaseHandover(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /** Does nothing when another one holds it; a failure costs the successor a few seconds and nothing else. */
    void release(String identity) {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(name).get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity(null);
                client.resource(lease).update();
            }
        } catch (KubernetesClientException e) {
            LOG.infof("The lease stays until it expires: %s", e.getMessage());
        }
    }
}
