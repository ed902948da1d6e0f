package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.NodePool;
import java.util.Optional;

/** What is watched anyway, as it was seen last: what is gone is there for a moment yet. From any thread. */
public interface WatchedResources {

    /** Empty: it is not watched, or was not seen yet. */
    Optional<Pod> pod(String namespace, String name);

    /** Empty: it was not seen yet. */
    Optional<NodePool> pool(String namespace, String name);
}
