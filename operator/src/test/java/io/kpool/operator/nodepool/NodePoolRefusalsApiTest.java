package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePoolReasons;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API server may not do for a pool's hosts. */
@ExtendWith(PoolsUnderTest.PerClass.class)
class NodePoolRefusalsApiTest {
    private final PoolsUnderTest pools;

    NodePoolRefusalsApiTest(PoolsUnderTest pools) {
        this.pools = pools;
    }

    @Test
    void aNameThatSomebodyElseHasIsSaid() {
        String namespace = pools.namespace(Map.of());
        pools.admin()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName("demo-a")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("x")
                        .withImage("x")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();

        pools.create(namespace, "{hosts: [{name: a}, {name: b}]}");

        pools.awaitHost(namespace, "a", HostState.Failed, HostReasons.NAME_TAKEN);
        pools.awaitHost(namespace, "b", HostState.Ready, HostReasons.JOINED);
        pools.admin()
                .pods()
                .inNamespace(namespace)
                .withName("demo-a")
                .withGracePeriod(0)
                .delete();
        pools.awaitCondition(namespace, "Ready", "True");
    }

    @Test
    void aQuotaThatIsFullIsSaidAndTriedAgain() {
        String namespace = pools.namespace(Map.of());
        ResourceQuota quota = quota(namespace, "pods", "1");

        pools.create(namespace, "{hosts: [{name: a}, {name: b}]}");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(pools.get(namespace).lastStatus().hosts())
                                .extracting(HostStatus::reason)
                                .containsExactlyInAnyOrder(HostReasons.QUOTA_EXCEEDED, HostReasons.JOINED));
        assertThat(pools.condition(namespace, "Degraded").getMessage()).contains("exceeded quota: scarce");
        pools.admin().resource(quota).delete();
        pools.awaitCondition(namespace, "Ready", "True");
    }

    @Test
    void aQuotaThatRefusesTheCertificatesIsSaidAndTriedAgain() {
        String namespace = pools.namespace(Map.of());
        ResourceQuota quota = quota(namespace, "configmaps", "0");

        pools.create(namespace, "{hosts: [{name: a}]}");

        pools.awaitHost(namespace, "a", HostState.Failed, HostReasons.QUOTA_EXCEEDED);
        assertThat(pools.condition(namespace, "Degraded").getMessage()).contains("kpool-ca");
        pools.admin().resource(quota).delete();
        pools.awaitCondition(namespace, "Ready", "True");
    }

    @Test
    void aPolicyThatRefusesThePodIsSaid() {
        String namespace = pools.namespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));

        pools.create(namespace, "{hosts: [{name: a}], template: {spec: {hostNetwork: true}}}");

        pools.awaitHost(namespace, "a", HostState.Failed, HostReasons.FORBIDDEN);
        assertThat(pools.condition(namespace, "Degraded").getMessage()).contains("violates PodSecurity", "hostNetwork");
        pools.change(namespace, "{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
    }

    @Test
    void aPodThatIsInvalidIsSaid() {
        String namespace = pools.pool("{hosts: [{name: a}], template: {spec: {containers: "
                + "[{name: worker, volumeMounts: [{name: nowhere, mountPath: /x}]}]}}}");

        pools.awaitHost(namespace, "a", HostState.Failed, HostReasons.POD_INVALID);
        assertThat(pools.condition(namespace, "Degraded").getMessage()).contains("nowhere");
    }

    @Test
    void aTemplateThatIsNoneIsSaidAndStopsNothingThatRuns() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        String uid = pools.pods(namespace).get("demo-a").getMetadata().getUid();

        pools.change(namespace, "{hosts: [{name: a}], template: {spec: {containers: none}}}");

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(pools.condition(namespace, "Ready").getReason())
                                .isEqualTo(NodePoolReasons.INVALID_TEMPLATE));
        assertThat(pools.pods(namespace).get("demo-a").getMetadata().getUid()).isEqualTo(uid);
    }

    @Test
    void inANamespaceThatEndsNothingIsMissed() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");

        pools.admin().namespaces().withName(namespace).delete();
        pools.change(namespace, "{hosts: [{name: a}, {name: b}]}");

        pools.awaitHost(namespace, "b", HostState.Failed, HostReasons.FORBIDDEN);
        assertThat(pools.condition(namespace, "Degraded").getMessage()).contains("because it is being terminated");
    }

    private ResourceQuota quota(String namespace, String what, String hard) {
        ResourceQuota quota = new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("scarce")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addToHard(what, new Quantity(hard))
                .endSpec()
                .build();
        pools.admin().resource(quota).create();
        // What the controller of quotas would write.
        return pools.admin()
                .resource(quota)
                .editStatus(there -> new ResourceQuotaBuilder(there)
                        .withNewStatus()
                        .addToHard(what, new Quantity(hard))
                        .addToUsed(what, new Quantity("0"))
                        .endStatus()
                        .build());
    }
}
