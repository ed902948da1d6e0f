package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.pool.Provision;
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
    private TokenLab lab;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("security-" + COUNT.incrementAndGet());
        lab = new TokenLab(client, namespace);
        lab.createPool("demo", "{hosts: [{name: alpha}]}");
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
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // When
        Admission admission = lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha"));
        // Then
        assertThat(admission)
                .isEqualTo(new Admission.Admitted(
                        new WorkerIdentity(
                                namespace,
                                "runner",
                                "demo-alpha",
                                pod.getMetadata().getUid()),
                        Provision.STARTED,
                        Evidence.REVIEW));
    }

    @Test
    void readsNoPodThatWasSeen() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        lab.see(new PodBuilder(pod)
                .editMetadata()
                .addToLabels("kpool.io/host", "seen")
                .endMetadata()
                .build());
        String token = lab.token(pod, "kpool-agent");
        // Then
        assertThat(lab.review(token, lab.claim(pod, "demo", "seen"))).isInstanceOf(Admission.Admitted.class);
        assertThat(lab.review(token, lab.claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Denied.class);
    }

    @Test
    void readsAPodOfWhoseNameAnotherWasSeen() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        lab.see(new PodBuilder(pod)
                .editMetadata()
                .withUid("its predecessor")
                .endMetadata()
                .build());
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void readsNoPoolThatWasSeen() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        lab.see(lab.pool("demo"));
        // When
        client.resources(NodePool.class).inNamespace(namespace).withName("demo").delete();
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void readsAPoolOfWhoseNameAnotherWasSeen() {
        // Given
        lab.see(lab.pool("demo"));
        client.resources(NodePool.class).inNamespace(namespace).withName("demo").delete();
        lab.createPool("demo", "{hosts: [{name: alpha}]}");
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void readsThePoolOfWhoIsAttachedAlthoughOneWasSeen() {
        // Given
        lab.createPool("open", "{attached: [other], attachServiceAccounts: [runner]}");
        lab.createPool("former", "{attached: [guest], attachServiceAccounts: [runner]}");
        NodePool seen = lab.pool("former");
        seen.setMetadata(lab.pool("open").getMetadata());
        lab.see(seen);
        // Then
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("open", "guest", "", 0)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusesATokenForSomebodyElse() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Unauthenticated.class);
        assertThat(lab.admit("nonsense", lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Unauthenticated.class);
        assertThat(lab.admit("", lab.claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Unauthenticated.class);
    }

    @Test
    void refusesATokenOfNoPod() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // Then
        assertThat(lab.admit(lab.unboundToken(), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("demo", "alpha", "", 7)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusesToBeAnotherHost() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        String token = lab.token(pod, "kpool-agent");
        // Then
        assertThat(lab.admit(token, lab.claim(pod, "demo", "beta"))).isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(token, lab.claim(pod, "other", "alpha"))).isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(token, new HostClaim("demo", "alpha", "another-uid", 7)))
                .isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(
                        token, new HostClaim("demo", "alpha", pod.getMetadata().getUid(), 8)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusesAPodOfADeletedPoolOfThatName() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // When
        client.resources(NodePool.class).inNamespace(namespace).withName("demo").delete();
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
        // When
        lab.createPool("demo", "{hosts: [{name: alpha}]}");
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void admitsAPodThatIsBeingDeletedSoThatItReportsItsExits() {
        // Given
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        String token = lab.token(pod, "kpool-agent");
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
        assertThat(lab.admit(token, lab.claim(pod, "demo", "alpha"))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void refusesAPodThatOnlyBearsTheLabels() {
        // Given
        Pod pod = client.resource(lab.pod("imposter", "alpha").build()).create();
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isInstanceOf(Admission.Denied.class);
    }

    private CertificateAuthorityStore store() {
        return new CertificateAuthorityStore(client, namespace, new CertificateIssuer(InstantSource.system()));
    }
}
