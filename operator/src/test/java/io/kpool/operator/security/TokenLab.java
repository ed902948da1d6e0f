package io.kpool.operator.security;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.NodePool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A namespace with the service account runner, and who wants to be let in with its tokens. */
final class TokenLab {
    private final KubernetesClient client;
    private final String namespace;
    private final Map<String, Pod> seenPods = new HashMap<>();
    private final Map<String, NodePool> seenPools = new HashMap<>();
    private final TokenAdmission admission;

    TokenLab(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.admission = admission(client);
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("runner")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Which has seen what this lab has seen, and asks as that client. */
    TokenAdmission admission(KubernetesClient asking) {
        return admission(asking, Runnable::run);
    }

    /** @param questions runs what it asks the API server */
    TokenAdmission admission(KubernetesClient asking, Executor questions) {
        TokenSignatures signatures = new TokenSignatures(new IssuerDiscovery(asking)::read, Ticker.systemTicker());
        WorkerTokens tokens = new WorkerTokens(signatures, TokenReviews.ofWorkers(asking));
        return new TokenAdmission(tokens, new ReferredResources(asking, new SeenResources()), Runnable::run, questions);
    }

    String createPool(String name, String spec) {
        NodePool pool = Serialization.unmarshal(
                "---\n{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: %s, namespace: %s}, spec: %s}"
                        .formatted(name, namespace, spec),
                NodePool.class);
        return client.resource(pool).create().getMetadata().getUid();
    }

    /** Who watches pods has seen that one under its name. */
    void see(Pod pod) {
        seenPods.put(pod.getMetadata().getName(), pod);
    }

    /** Who watches pools has seen that one under its name. */
    void see(NodePool pool) {
        seenPools.put(pool.getMetadata().getName(), pool);
    }

    private final class SeenResources implements WatchedResources {
        @Override
        public Optional<Pod> pod(String of, String name) {
            return of.equals(namespace) ? Optional.ofNullable(seenPods.get(name)) : Optional.empty();
        }

        @Override
        public Optional<NodePool> pool(String of, String name) {
            return of.equals(namespace) ? Optional.ofNullable(seenPools.get(name)) : Optional.empty();
        }
    }

    Admission admit(String token, HostClaim claim) {
        return admission.admit(token, claim).toCompletableFuture().join();
    }

    Admission review(String token, HostClaim claim) {
        return admission.review(token, claim).toCompletableFuture().join();
    }

    HostClaim claim(Pod pod, String pool, String host) {
        return new HostClaim(pool, host, pod.getMetadata().getUid(), 7);
    }

    Pod workerPod(String name, String pool, String host) {
        return client.resource(pod(name, host)
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("kpool.io/v1alpha1")
                        .withKind("NodePool")
                        .withName(pool)
                        .withUid(poolUid(pool))
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();
    }

    PodBuilder pod(String name, String host) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("kpool.io/pool", "demo")
                .addToLabels("kpool.io/host", host)
                .addToLabels("kpool.io/incarnation", "7")
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName("runner")
                .addNewContainer()
                .withName("worker")
                .withImage("kpool/worker")
                .endContainer()
                .endSpec();
    }

    String unboundToken() {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("runner")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences("kpool-agent")
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    String token(Pod pod, String audience) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("runner")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
                        .withExpirationSeconds(600L)
                        .withNewBoundObjectRef()
                        .withKind("Pod")
                        .withApiVersion("v1")
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .endBoundObjectRef()
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private String poolUid(String name) {
        return pool(name).getMetadata().getUid();
    }

    /** As the API server has it. */
    NodePool pool(String name) {
        return client.resources(NodePool.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }
}
