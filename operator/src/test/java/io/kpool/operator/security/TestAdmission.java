package io.kpool.operator.security;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.Executors;

/** Callers as the operator checks them. */
public final class TestAdmission {
    private TestAdmission() {}

    public static CallerAdmission asking(KubernetesClient client) {
        return new AccessReviews(client, TokenReviews.ofCallers(client), Executors.newVirtualThreadPerTaskExecutor());
    }
}
