package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.NodePool;
import java.util.Optional;

/**
 * The pods and pools that workers refer to. They must be there now, and a worker may be quicker than who sees its pod: all
 * is read from the API server and not from a cache, but for a pod that a token is bound to, and the pool whose pod that is,
 * where these were seen already. The operator never changes what counts here of them; what is gone is there until the
 * watch has said so. From any thread; blocks.
 */
final class ReferredResources {
    private final KubernetesClient client;
    private final WatchedResources watched;
    // A pool's workers come back together, after a change of leader, and a pool of many hosts is large.
    private final SharedReads<PoolName, Optional<NodePool>> pools = new SharedReads<>(this::read);

    private record PoolName(String namespace, String name) {}

    ReferredResources(KubernetesClient client, WatchedResources watched) {
        this.client = client;
        this.watched = watched;
    }

    /** The one that the token is bound to. */
    Optional<Pod> pod(WorkerIdentity identity) {
        return seenPod(identity)
                .or(() -> Optional.ofNullable(client.pods()
                                .inNamespace(identity.namespace())
                                .withName(identity.podName())
                                .get())
                        .filter(there -> isOf(identity, there)));
    }

    /** The same, if it was seen; does not block. */
    Optional<Pod> seenPod(WorkerIdentity identity) {
        return watched.pod(identity.namespace(), identity.podName()).filter(seen -> isOf(identity, seen));
    }

    /** @param pod of the worker that names that pool */
    Optional<NodePool> pool(String namespace, String name, Optional<Pod> pod) {
        return pod.flatMap(PodRules::poolUid)
                .flatMap(uid -> watched.pool(namespace, name)
                        .filter(seen -> uid.equals(seen.getMetadata().getUid())))
                .or(() -> pools.get(new PoolName(namespace, name)));
    }

    private Optional<NodePool> read(PoolName pool) {
        return Optional.ofNullable(client.resources(NodePool.class)
                .inNamespace(pool.namespace())
                .withName(pool.name())
                .get());
    }

    private static boolean isOf(WorkerIdentity identity, Pod pod) {
        return pod.getMetadata().getUid().equals(identity.podUid());
    }
}
