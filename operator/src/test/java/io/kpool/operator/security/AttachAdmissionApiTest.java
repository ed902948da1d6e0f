package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.pool.Provision;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may be a host that a pool does not start. */
@ExtendWith(ApiServer.class)
class AttachAdmissionApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private String namespace;
    private TokenLab lab;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        namespace = api.namespace("attach-" + COUNT.incrementAndGet());
        lab = new TokenLab(client, namespace);
    }

    @Test
    void admitsAnAttachedHostByItsServiceAccountWithOrWithoutAPod() {
        // Given
        lab.createPool("open", "{attached: [beta], attachServiceAccounts: [runner]}");
        Pod pod = client.resource(lab.pod("somebodys", "none").build()).create();
        String uid = pod.getMetadata().getUid();
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), new HostClaim("open", "beta", uid, 0)))
                .isEqualTo(new Admission.Admitted(
                        new WorkerIdentity(namespace, "runner", "somebodys", uid),
                        Provision.ATTACHED,
                        Evidence.REVIEW));
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("open", "beta", "", 0)))
                .isEqualTo(new Admission.Admitted(
                        new WorkerIdentity(namespace, "runner", "", ""), Provision.ATTACHED, Evidence.REVIEW));
    }

    @Test
    void bindsAnAttachedHostToThePodOfItsToken() {
        // Given
        lab.createPool("bound", "{attached: [beta], attachServiceAccounts: [runner]}");
        Pod pod = client.resource(lab.pod("somebodys", "none").build()).create();
        // Then
        assertThat(lab.admit(lab.token(pod, "kpool-agent"), new HostClaim("bound", "beta", "", 0)))
                .isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("bound", "beta", "some-uid", 0)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void refusesToAttachWhatThePoolDoesNotName() {
        // Given
        lab.createPool("closed", "{hosts: [{name: alpha}], attached: [beta]}");
        lab.createPool(
                "named", "{hosts: [{name: alpha}], replicas: 1, attached: [beta], attachServiceAccounts: [runner]}");
        String token = lab.unboundToken();
        // Then
        assertThat(lab.admit(token, new HostClaim("closed", "beta", "", 0)))
                .isInstanceOfSatisfying(
                        Admission.Denied.class,
                        denied -> assertThat(denied.why()).contains("attachServiceAccounts", "runner"));
        assertThat(lab.admit(token, new HostClaim("named", "gamma", "", 0))).isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(token, new HostClaim("named", "alpha", "", 7))).isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(token, new HostClaim("named", "r0", "", 7))).isInstanceOf(Admission.Denied.class);
        assertThat(lab.admit(token, new HostClaim("missing", "beta", "", 0))).isInstanceOf(Admission.Denied.class);
    }

    @Test
    void letsAnAttachedHostThatWasTakenOutTellOfItsProcesses() {
        // Given
        lab.createPool("shrunk", "{attached: [other], attachServiceAccounts: [runner]}");
        // Then
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("shrunk", "beta", "", 7)))
                .isInstanceOf(Admission.Admitted.class);
        assertThat(lab.admit(lab.unboundToken(), new HostClaim("shrunk", "beta", "", 0)))
                .isInstanceOf(Admission.Denied.class);
    }

    @Test
    void aPodOfAPoolIsThatHostAndNothingElse() {
        // Given
        lab.createPool("open", "{attached: [beta], attachServiceAccounts: [runner]}");
        lab.createPool("demo", "{hosts: [{name: alpha}]}");
        Pod pod = lab.workerPod("demo-alpha", "demo", "alpha");
        // Then
        assertThat(lab.admit(
                        lab.token(pod, "kpool-agent"),
                        new HostClaim("open", "beta", pod.getMetadata().getUid(), 0)))
                .isInstanceOf(Admission.Denied.class);
    }
}
