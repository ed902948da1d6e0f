package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.NodePool;
import io.kpool.operator.security.CaBundle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in each namespace with a pool the certificates by which workers know the operator. The ConfigMap is owned by
 * all pools of the namespace, so that it goes with the last.
 */
final class CaConfigMaps {
    static final String NAME = "kpool-ca";
    static final String KEY = "ca.crt";

    /** How long somebody's edit may stay. */
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

    /** To be called before the pool's pods are made: they wait for it, but the kubelet looks again only after a while. */
    void ensure(NodePool pool) {
        String pem = bundle.caBundlePem();
        Instant now = time.instant();
        Written last = written.get(pool.getMetadata().getUid());
        if (last != null && last.pem().equals(pem) && now.isBefore(last.at().plus(WRITTEN_AGAIN_AFTER))) {
            return;
        }
        try {
            client.resource(configMap(pool, pem))
                    .fieldManager("kpool")
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            if (!EndingNamespace.isWhy(e)) {
                throw e;
            }
        }
        written.put(pool.getMetadata().getUid(), new Written(pem, now));
    }

    void forget(String poolUid) {
        written.remove(poolUid);
    }

    private ConfigMap configMap(NodePool pool, String pem) {
        String namespace = pool.getMetadata().getNamespace();
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGED_BY_KPOOL)
                .withOwnerReferences(owners(pool, namespace))
                .endMetadata()
                .addToData(KEY, pem)
                .build();
    }

    private List<OwnerReference> owners(NodePool pool, String namespace) {
        ConfigMap there =
                client.configMaps().inNamespace(namespace).withName(NAME).get();
        List<OwnerReference> owners = there == null
                ? new ArrayList<>()
                : new ArrayList<>(there.getMetadata().getOwnerReferences());
        String uid = pool.getMetadata().getUid();
        if (owners.stream().noneMatch(owner -> owner.getUid().equals(uid))) {
            owners.add(new OwnerReferenceBuilder()
                    .withApiVersion(pool.getApiVersion())
                    .withKind(pool.getKind())
                    .withName(pool.getMetadata().getName())
                    .withUid(uid)
                    .build());
        }
        return owners;
    }
}
