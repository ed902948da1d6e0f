package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;

/** The pods that are watched, without the record of who set which field: that is half of a pod, and nobody asks for it. */
final class LeanPods extends BasicItemStore<Pod> {
    LeanPods() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Pod put(String key, Pod pod) {
        pod.getMetadata().setManagedFields(List.of());
        return super.put(key, pod);
    }
}
