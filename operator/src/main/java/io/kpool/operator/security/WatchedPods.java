package io.kpool.operator.security;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** Pods that are watched anyway, as they were seen last: one that is gone is there for a moment yet. From any thread. */
@FunctionalInterface
public interface WatchedPods {

    /** Empty: it is not watched, or was not seen yet. */
    Optional<Pod> find(String namespace, String name);
}
