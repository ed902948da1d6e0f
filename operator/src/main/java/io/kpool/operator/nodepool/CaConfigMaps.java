package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.NodePool;
import io.kpool.operator.events.EndingNamespace;
import io.kpool.operator.security.CaBundle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in each namespace with a pool the certificates by which workers know the operator. The ConfigMap is owned by
 * all pools of the namespace, so that it goes with the last.
 */
final class CaConfigMaps {
    static final String NAME = "kpool-ca";
    static final String KEY = "ca.crt";

    /** How long somebody's edit may stay while no pod is made. */
    private static final Duration WRITTEN_AGAIN_AFTER = Duration.ofMinutes(10);

    private final KubernetesClient client;
    private final CaBundle bundle;
    private final InstantSource time;
    /** By uid of the pool. */
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private record Written(String pem, Instant at) {}

    CaConfigMaps(KubernetesClient client, CaBundle bundle, InstantSource time) {
        this.client = client;
        this.bundle = bundle;
        this.time = time;
    }

    /**
     * To be called before a pod is made, which waits for it: somebody may have deleted it since it was written.
     *
     * @return why it cannot be written; empty: it is there
     */
    Optional<HostFailure> write(NodePool pool) {
        String pem = bundle.caBundlePem();
        try {
            client.resource(configMap(pool, pem))
                    .fieldManager(manager(pool))
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            // There nothing can be made, and the pods say so themselves.
            if (!EndingNamespace.isWhy(e)) {
                return Optional.of(ApiFailures.of(e));
            }
        }
        written.put(pool.getMetadata().getUid(), new Written(pem, time.instant()));
        return Optional.empty();
    }

    /** Writes it when the certificates are others, or it was not written for long; what goes wrong then is tried again. */
    void refresh(NodePool pool) {
        Written last = written.get(pool.getMetadata().getUid());
        boolean isCurrent = last != null
                && last.pem().equals(bundle.caBundlePem())
                && time.instant().isBefore(last.at().plus(WRITTEN_AGAIN_AFTER));
        if (!isCurrent) {
            write(pool);
        }
    }

    void forget(String poolUid) {
        written.remove(poolUid);
    }

    private static ConfigMap configMap(NodePool pool, String pem) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(pool.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGED_BY_KPOOL)
                .addNewOwnerReference()
                .withApiVersion(pool.getApiVersion())
                .withKind(pool.getKind())
                .withName(pool.getMetadata().getName())
                .withUid(pool.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .addToData(KEY, pem)
                .build();
    }

    /** Each pool applies its own reference only: applied by one manager, that of one pool would take away the others'. */
    private static String manager(NodePool pool) {
        return "kpool-" + pool.getMetadata().getUid();
    }
}
