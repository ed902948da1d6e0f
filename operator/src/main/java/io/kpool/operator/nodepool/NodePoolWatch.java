package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.kpool.crd.NodePool;
import io.kpool.operator.security.WatchedResources;
import java.util.Optional;

/** The NodePools and workers' pods that their reconciler watches. */
final class NodePoolWatch implements WatchedResources {
    private final LeanPods pods;
    // None: the framework has not begun.
    private volatile IndexerResourceCache<NodePool> pools;

    NodePoolWatch(LeanPods pods) {
        this.pods = pods;
    }

    /** Where the framework keeps the pods. */
    LeanPods pods() {
        return pods;
    }

    /** Where the framework keeps the pools. */
    void keepsPoolsIn(IndexerResourceCache<NodePool> cache) {
        pools = cache;
    }

    @Override
    public Optional<Pod> pod(String namespace, String name) {
        return Optional.ofNullable(pods.get(Cache.namespaceKeyFunc(namespace, name)));
    }

    @Override
    public Optional<NodePool> pool(String namespace, String name) {
        return Optional.ofNullable(pools).flatMap(cache -> cache.get(new ResourceID(name, namespace)));
    }
}
