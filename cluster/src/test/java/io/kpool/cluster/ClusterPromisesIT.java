package io.kpool.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the rest of kpool's tests take for granted, whichever way the cluster came about. */
@ExtendWith(ClusterExtension.class)
class ClusterPromisesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Cluster cluster;
    private KubernetesClient client;
    private String namespace;

    @BeforeEach
    void use(Cluster givenCluster, KubernetesClient givenClient, TestNamespace givenNamespace) {
        cluster = givenCluster;
        client = givenClient;
        namespace = givenNamespace.name();
    }

    @Test
    void aServiceIsFoundByNameAndServedByPodsOnEveryNode() {
        apply("web.yaml");
        await().atMost(PATIENCE).until(() -> readyPods("web") == cluster.nodes().size());

        apply("visitor.yaml");

        await().atMost(PATIENCE).until(() -> phase("visitor").equals("Succeeded"));
        assertThat(client.pods()
                        .inNamespace(namespace)
                        .withName("visitor")
                        .getLog()
                        .lines())
                .containsExactlyElementsOf(cluster.nodes());
    }

    @Test
    void podSecurityRefusesWhatTheNamespaceForbids() {
        client.namespaces().withName(namespace).edit(found -> {
            found.getMetadata().getLabels().put("pod-security.kubernetes.io/enforce", "restricted");
            return found;
        });

        assertThatThrownBy(() -> client.resource(pod("careless")).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("violates PodSecurity");
    }

    @Test
    void aResourceQuotaIsKept() {
        client.resource(new ResourceQuotaBuilder()
                        .withMetadata(named("none"))
                        .withNewSpec()
                        .withHard(Map.of("pods", new Quantity("0")))
                        .endSpec()
                        .build())
                .create();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(
                                () -> client.resource(pod("too-many")).create())
                        .hasMessageContaining("exceeded quota"));
    }

    @Test
    void anAdmissionPolicyMayAskTheAuthorizer() {
        List<HasMetadata> policy =
                client.load(new Manifests(cluster).open("policy.yaml")).create();
        try {
            ConfigMap refused =
                    new ConfigMapBuilder().withMetadata(named("kpool-refused")).build();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> client.resource(refused).dryRun().create())
                            .hasMessageContaining("you may not"));
        } finally {
            client.resourceList(policy).delete();
        }
    }

    private void apply(String manifest) {
        awaitDefaultAccount();
        client.load(new Manifests(cluster).open(manifest))
                .inNamespace(namespace)
                .create();
    }

    /** The controller manager makes it a moment after the namespace. */
    private void awaitDefaultAccount() {
        await().atMost(PATIENCE)
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
    }

    private long readyPods(String app) {
        return client.pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
                .filter(Readiness.getInstance()::isReady)
                .count();
    }

    private String phase(String pod) {
        return client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .get()
                .getStatus()
                .getPhase();
    }

    private Pod pod(String name) {
        return new PodBuilder()
                .withMetadata(named(name))
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("kpool/busybox:1")
                .endContainer()
                .endSpec()
                .build();
    }

    private ObjectMeta named(String name) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(namespace);
        return metadata;
    }
}
