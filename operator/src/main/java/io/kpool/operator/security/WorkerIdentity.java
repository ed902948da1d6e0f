package io.kpool.operator.security;

import java.util.Objects;

/** Whose token it is, by the word of the API server: a service account, in one pod of one namespace. */
public record WorkerIdentity(String namespace, String serviceAccount, String podName, String podUid) {
    public WorkerIdentity {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(serviceAccount, "serviceAccount");
        Objects.requireNonNull(podName, "podName");
        Objects.requireNonNull(podUid, "podUid");
    }
}
