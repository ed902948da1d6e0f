package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.NodePool;
import io.kpool.operator.ApiServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class SecurityApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private String namespace;
    private String poolUid;
    private PodAdmission admission;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("security-" + COUNT.incrementAndGet());
        admission = new PodAdmission(client, new TokenReviews(client), Runnable::run);
        poolUid = createPool("demo");
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("runner")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void makesOneAuthorityHoweverManyWantOne() throws Exception {
        // Given
        List<Future<CertificateAuthority>> made = new ArrayList<>();
        // When
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                made.add(executor.submit(() -> store().getOrCreate()));
            }
        }
        // Then
        CertificateAuthority stored = store().getOrCreate();
        for (Future<CertificateAuthority> one : made) {
            assertThat(one.get()).isEqualTo(stored);
        }
    }

    @Test
    void neverOverwritesASecretThatItCannotRead() {
        // Given
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(CertificateAuthorityStore.NAME)
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToStringData("something", "else")
                        .build())
                .create();
        // Then
        assertThatThrownBy(() -> store().getOrCreate())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("delete it");
    }

    @Test
    void admitsThePodOfThatHost() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        // When
        Admission admission = admit(token(pod, "kpool-agent"), claim(pod, "demo", "alpha"));
        // Then
        assertThat(admission)
                .isEqualTo(new Admission.Admitted(new WorkerIdentity(
                        namespace, "runner", "demo-alpha", pod.getMetadata().getUid())));
    }

    @Test
    void refusesATokenForSomebodyElse() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        // Then
        assertThat(admit(token(pod, "kpool"), claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Unauthenticated.class);
        assertThat(admit("nonsense", claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Unauthenticated.class);
        assertThat(admit("", claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Unauthenticated.class);
    }

    @Test
    void refusesATokenOfNoPod() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName("runner")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences("kpool-agent")
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        // Then
        assertThat(admit(token, claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Unauthenticated.class);
    }

    @Test
    void refusesToBeAnotherHost() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        String token = token(pod, "kpool-agent");
        // Then
        assertThat(admit(token, claim(pod, "demo", "beta"))).isInstanceOf(Admission.Denied.class);
        assertThat(admit(token, claim(pod, "other", "alpha"))).isInstanceOf(Admission.Denied.class);
        assertThat(admit(token, new HostClaim("demo", "alpha", "another-uid", 7)))
                .isInstanceOf(Admission.Denied.class);
        assertThat(admit(token, new HostClaim("demo", "alpha", pod.getMetadata().getUid(), 8)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusesAPodOfADeletedPoolOfThatName() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        // When
        client.resources(NodePool.class).inNamespace(namespace).withName("demo").delete();
        // Then
        assertThat(admit(token(pod, "kpool-agent"), claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
        // When
        createPool("demo");
        // Then
        assertThat(admit(token(pod, "kpool-agent"), claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void admitsAPodThatIsBeingDeletedSoThatItReportsItsExits() {
        // Given
        Pod pod = workerPod("demo-alpha", "demo", "alpha");
        String token = token(pod, "kpool-agent");
        client.resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName("demo-alpha")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName("node-1")
                        .endTarget()
                        .build())
                .create();
        // When
        client.resource(pod).withGracePeriod(30).delete();
        // Then
        assertThat(client.resource(pod).get().getMetadata().getDeletionTimestamp())
                .isNotNull();
        assertThat(admit(token, claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void refusesAPodThatOnlyBearsTheLabels() {
        // Given
        Pod pod = client.resource(pod("imposter", "alpha").build()).create();
        // Then
        assertThat(admit(token(pod, "kpool-agent"), claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
    }

    private String createPool(String name) {
        NodePool pool = Serialization.unmarshal(
                "---\n{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: %s, namespace: %s}, spec: {attached: [a]}}"
                        .formatted(name, namespace),
                NodePool.class);
        return client.resource(pool).create().getMetadata().getUid();
    }

    private CertificateAuthorityStore store() {
        return new CertificateAuthorityStore(client, namespace, new CertificateIssuer(InstantSource.system()));
    }

    private Admission admit(String token, HostClaim claim) {
        return admission.admit(token, claim).toCompletableFuture().join();
    }

    private static HostClaim claim(Pod pod, String pool, String host) {
        return new HostClaim(pool, host, pod.getMetadata().getUid(), 7);
    }

    private Pod workerPod(String name, String pool, String host) {
        return client.resource(pod(name, host)
                        .editMetadata()
                        .addNewOwnerReference()
                        .withApiVersion("kpool.io/v1alpha1")
                        .withKind("NodePool")
                        .withName(pool)
                        .withUid(poolUid)
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();
    }

    private PodBuilder pod(String name, String host) {
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

    private String token(Pod pod, String audience) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName("runner")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences(audience)
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
}
