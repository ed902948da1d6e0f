package io.kpool.operator.events;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** In a namespace that is being deleted nothing can be made any more, and nobody needs to be told. */
public final class EndingNamespace {
    private static final String CAUSE = "NamespaceTerminating";

    private EndingNamespace() {}

    /** Whether the API server refused for that. */
    public static boolean isWhy(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus())
                .map(status -> status.getDetails())
                .map(details -> details.getCauses())
                .filter(causes -> causes.stream().anyMatch(cause -> CAUSE.equals(cause.getReason())))
                .isPresent();
    }
}
