package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the kubelet gives a pod: tokens of service accounts, which outlive every measurement, and the operator's CA. */
public record Credentials(KubernetesClient client) {
    private static final String AUTHORITY = "kpool-ca";
    private static final String AGENTS = "kpool-agent";
    private static final long A_DAY = 86_400;
    /** Shorter than an hour, as a worker's is. */
    private static final long FIFTY_MINUTES = 3_000;

    /** A worker's: bound to its pod, which the operator knows it by. */
    public String ofWorker(Pod pod) {
        return request(
                pod.getMetadata().getNamespace(),
                pod.getSpec().getServiceAccountName(),
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(AGENTS)
                        .withExpirationSeconds(FIFTY_MINUTES)
                        .withNewBoundObjectRef()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec()
                        .build());
    }

    public String ofCaller(String namespace, String account, String audience) {
        return request(
                namespace,
                account,
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(A_DAY)
                        .endSpec()
                        .build());
    }

    /** The certificates by which the operator is known, as it published them in a namespace with a pool. */
    public String authority(String namespace) {
        return client.configMaps()
                .inNamespace(namespace)
                .withName(AUTHORITY)
                .get()
                .getData()
                .get("ca.crt");
    }

    /** The operator has seen a pool of that namespace. */
    public boolean isPublished(String namespace) {
        return client.configMaps().inNamespace(namespace).withName(AUTHORITY).get() != null;
    }

    private String request(String namespace, String account, TokenRequest request) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }
}
