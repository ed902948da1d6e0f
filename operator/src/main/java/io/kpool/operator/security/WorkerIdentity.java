package io.kpool.operator.security;

import java.util.Objects;

/**
 * Whose token it is, by the word or the signature of the API server: a service account of one namespace.
 *
 * @param podName the pod that the token is bound to; empty: none
 * @param podUid of that pod; empty: none
 */
public record WorkerIdentity(String namespace, String serviceAccount, String podName, String podUid) {
    public WorkerIdentity {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(serviceAccount, "serviceAccount");
        Objects.requireNonNull(podName, "podName");
        Objects.requireNonNull(podUid, "podUid");
    }

    boolean hasPod() {
        return !podUid.isEmpty();
    }
}
