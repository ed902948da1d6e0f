package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Deletes this very resource: a later one of its name is another. */
final class ExactDeletion {
    private ExactDeletion() {}

    /** It is gone, or going, when this returns. */
    static void of(HasMetadata resource, KubernetesClient client) {
        DeleteOptions thatOne = new DeleteOptionsBuilder()
                .withNewPreconditions()
                .withUid(resource.getMetadata().getUid())
                .endPreconditions()
                .withPropagationPolicy("Background")
                .build();
        String path = "/apis/%s/namespaces/%s/%s/%s"
                .formatted(
                        resource.getApiVersion(),
                        resource.getMetadata().getNamespace(),
                        resource.getPlural(),
                        resource.getMetadata().getName());
        try {
            client.raw(path, "DELETE", thatOne);
        } catch (KubernetesClientException e) {
            boolean isGone =
                    e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
            if (!isGone) {
                throw e;
            }
        }
    }
}
