package io.kpool.client;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.authentication.SelfSubjectReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** The Kubernetes API, with this program's own rights. A client is made when it is first needed: many programs need none. */
final class Kubernetes implements AutoCloseable {
    private static final String AUTHORITIES = "kpool-ca";
    private static final String CERTIFICATES = "ca.crt";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final Supplier<KubernetesClient> clients;
    private final String namespace;
    private KubernetesClient client;

    /** @param namespace empty: the one of the current context, or of this pod */
    Kubernetes(Supplier<KubernetesClient> clients, String namespace) {
        this.clients = clients;
        this.namespace = namespace;
    }

    /** As the pod's service account, or as the current context of the kubeconfig says. */
    static Kubernetes here(KpoolOptions options) {
        return new Kubernetes(() -> new KubernetesClientBuilder().build(), options.namespace());
    }

    synchronized KubernetesClient client() {
        if (client == null) {
            client = clients.get();
        }
        return client;
    }

    /** Where the pools are. */
    String namespace() {
        return namespace.isEmpty()
                ? Optional.ofNullable(client().getNamespace()).orElse("default")
                : namespace;
    }

    /** Certificates of those who sign the operator's. */
    String authorities() throws IOException {
        try {
            ConfigMap map = client().configMaps()
                    .inNamespace(namespace())
                    .withName(AUTHORITIES)
                    .get();
            if (map == null) {
                throw new IOException("there is no ConfigMap " + AUTHORITIES + " in namespace " + namespace()
                        + ", as there is no pool: start one");
            }
            return map.getData().get(CERTIFICATES);
        } catch (KubernetesClientException refused) {
            throw failure(refused);
        }
    }

    /** The service account that this program runs as. */
    ServiceAccount self() {
        String user = client().authentication()
                .v1()
                .selfSubjectReviews()
                .create(new SelfSubjectReview())
                .getStatus()
                .getUserInfo()
                .getUsername();
        String[] parts = user.startsWith(SERVICE_ACCOUNT)
                ? user.substring(SERVICE_ACCOUNT.length()).split(":", 2)
                : new String[0];
        if (parts.length != 2) {
            throw new KpoolException(
                    ErrorCode.UNAUTHENTICATED, user + " is no service account, and only these have tokens for kpool");
        }
        return new ServiceAccount(parts[0], parts[1]);
    }

    /** Whose token is shown. */
    record ServiceAccount(String namespace, String name) {}

    /** What the API server's answer means. */
    static KpoolException failure(KubernetesClientException answer) {
        ErrorCode code =
                switch (answer.getCode()) {
                    case HttpURLConnection.HTTP_UNAUTHORIZED -> ErrorCode.UNAUTHENTICATED;
                    case HttpURLConnection.HTTP_FORBIDDEN -> ErrorCode.FORBIDDEN;
                    case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_REQUEST, 422 -> ErrorCode.INVALID;
                    default -> ErrorCode.UNAVAILABLE;
                };
        return new KpoolException(code, answer.getMessage(), answer);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
