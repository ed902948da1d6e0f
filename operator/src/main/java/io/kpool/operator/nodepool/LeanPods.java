package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.kpool.operator.security.WatchedPods;
import java.util.List;
import java.util.Optional;

/** The pods that are watched, without the record of who set which field: that is half of a pod, and nobody asks for it. */
final class LeanPods extends BasicItemStore<Pod> implements WatchedPods {
    LeanPods() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Pod put(String key, Pod pod) {
        pod.getMetadata().setManagedFields(List.of());
        return super.put(key, pod);
    }

    @Override
    public Optional<Pod> find(String namespace, String name) {
        return Optional.ofNullable(get(Cache.namespaceKeyFunc(namespace, name)));
    }
}
