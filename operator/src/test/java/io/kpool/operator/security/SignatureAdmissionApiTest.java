package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.crd.ApiServer;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.pool.Provision;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whom a token's signature lets in, shown by somebody who may ask the API server for its keys and for nothing else. */
@ExtendWith(ApiServer.class)
class SignatureAdmissionApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private KubernetesClient powerless;
    private String namespace;
    private TokenLab lab;
    private TokenAdmission admission;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("signature-" + COUNT.incrementAndGet());
        lab = new TokenLab(client, namespace);
        lab.createPool("demo", "{hosts: [{name: alpha}]}");
        Config nobody = new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername("nobody")
                .withImpersonateGroups("system:serviceaccounts", "system:authenticated")
                .build();
        powerless = new KubernetesClientBuilder().withConfig(nobody).build();
        admission = lab.admission(powerless);
    }

    @AfterEach
    void stop() {
        powerless.close();
    }

    @Test
    void asksNobodyAboutTheTokenOfAPodThatWasSeen() {
        // Given
        Pod pod = seenWorker();
        // Then
        assertThat(admit(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "alpha")))
                .isEqualTo(new Admission.Admitted(
                        new WorkerIdentity(
                                namespace,
                                "runner",
                                "demo-alpha",
                                pod.getMetadata().getUid()),
                        Provision.STARTED,
                        Evidence.SIGNATURE));
    }

    @Test
    void refusesNobodyByASignature() {
        // Given
        Pod pod = seenWorker();
        Pod unseen = lab.workerPod("demo-beta", "demo", "beta");
        // Then
        assertAsksTheApiServer(lab.token(pod, "kpool-agent"), lab.claim(pod, "demo", "beta"));
        assertAsksTheApiServer(lab.token(pod, "kpool"), lab.claim(pod, "demo", "alpha"));
        assertAsksTheApiServer(lab.token(unseen, "kpool-agent"), lab.claim(unseen, "demo", "beta"));
        assertAsksTheApiServer(lab.unboundToken(), new HostClaim("demo", "alpha", "", 7));
        assertAsksTheApiServer("nonsense", lab.claim(pod, "demo", "alpha"));
    }

    /** Nobody stays unreviewed by coming again and again. */
    @Test
    void believesASignatureOnce() {
        // Given
        Pod pod = seenWorker();
        HostClaim claim = lab.claim(pod, "demo", "alpha");
        String token = lab.token(pod, "kpool-agent");
        // When
        Admission first = admit(token, claim);
        // Then
        assertThat(first).isInstanceOf(Admission.Admitted.class);
        assertAsksTheApiServer(token, claim);
        assertThat(admit(lab.token(pod, "kpool-agent"), claim)).isEqualTo(first);
    }

    @Test
    void aSignatureDoesNotStandInLineWithQuestions() {
        // Given
        Pod pod = seenWorker();
        HostClaim claim = lab.claim(pod, "demo", "alpha");
        TokenAdmission busy = lab.admission(powerless, question -> {});
        // Then
        assertThat(busy.admit("nonsense", claim)).isNotDone();
        assertThat(busy.admit(lab.token(pod, "kpool-agent"), claim))
                .isCompletedWithValueMatching(Admission.Admitted.class::isInstance);
    }

    @Test
    void believesTheSignatureOfATokenThatWasConfirmed() {
        // Given
        Pod pod = seenWorker();
        HostClaim claim = lab.claim(pod, "demo", "alpha");
        String token = lab.token(pod, "kpool-agent");
        Admission first = lab.admit(token, claim);
        // When
        Admission reviewed = lab.review(token, claim);
        // Then
        assertThat(reviewed)
                .isInstanceOfSatisfying(
                        Admission.Admitted.class,
                        admitted -> assertThat(admitted.evidence()).isEqualTo(Evidence.REVIEW));
        assertThat(lab.admit(token, claim)).isEqualTo(first);
    }

    @Test
    void aReviewKnowsWhatASignatureDoesNot() {
        // Given
        Pod pod = seenWorker();
        HostClaim claim = lab.claim(pod, "demo", "alpha");
        Queue<String> tokens = new ArrayDeque<>();
        for (int i = 0; i < 100; i++) {
            tokens.add(lab.token(pod, "kpool-agent"));
        }
        // When
        client.resource(pod).withGracePeriod(0).delete();
        // Then: the API server takes a moment to see it, and remembers for longer what it said of a token
        Awaitility.await().until(() -> lab.review(tokens.remove(), claim) instanceof Admission.Unauthenticated);
        String token = tokens.remove();
        assertThat(lab.admit(token, claim)).isInstanceOf(Admission.Admitted.class);
        assertThat(lab.admit(token, claim)).isInstanceOf(Admission.Unauthenticated.class);
        String denied = tokens.remove();
        assertThat(lab.review(denied, claim)).isInstanceOf(Admission.Unauthenticated.class);
        assertThat(lab.admit(denied, claim)).isInstanceOf(Admission.Unauthenticated.class);
    }

    private Pod seenWorker() {
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        lab.see(pod);
        lab.see(lab.pool("demo"));
        return pod;
    }

    private void assertAsksTheApiServer(String token, HostClaim claim) {
        assertThatThrownBy(() -> admit(token, claim)).hasCauseInstanceOf(KubernetesClientException.class);
    }

    private Admission admit(String token, HostClaim claim) {
        return join(admission.admit(token, claim));
    }

    private static Admission join(CompletionStage<Admission> answer) {
        return answer.toCompletableFuture().join();
    }
}
