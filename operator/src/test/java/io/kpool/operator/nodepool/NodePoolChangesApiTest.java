package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.pool.HostSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool whose spec changes, against a real API server. */
@ExtendWith(PoolsUnderTest.PerClass.class)
class NodePoolChangesApiTest {
    private final PoolsUnderTest pools;

    NodePoolChangesApiTest(PoolsUnderTest pools) {
        this.pools = pools;
    }

    @Test
    void aHostThatIsRemovedDisappears() {
        String namespace = pools.pool("{hosts: [{name: a}, {name: b}]}");
        pools.awaitCondition(namespace, "Ready", "True");

        pools.change(namespace, "{hosts: [{name: a}]}");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(pools.pods(namespace)).containsOnlyKeys("demo-a");
            assertThat(pools.get(namespace).lastStatus().hosts())
                    .extracting(HostStatus::name)
                    .containsExactly("a");
        });
        assertThat(pools.events(namespace)).contains("Normal HostRemoved Host b is gone.");
        assertThat(pools.masters()
                        .terms(PoolsUnderTest.key(namespace))
                        .orElseThrow()
                        .settings()
                        .hosts())
                .extracting(HostSettings::name)
                .containsExactly("a");
    }

    @Test
    void aCordonedNameThatIsNoHostIsToldOnce() {
        String namespace = pools.pool("{hosts: [{name: a}], cordoned: [aa]}");
        pools.awaitCondition(namespace, "Ready", "True");

        pools.change(namespace, "{hosts: [{name: a}, {name: b}], cordoned: [aa]}");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(pools.get(namespace).lastStatus().ready()).isEqualTo("2/2"));
        assertThat(pools.events(namespace))
                .filteredOn(event -> event.startsWith("Warning CordonedUnknown"))
                .containsExactly("Warning CordonedUnknown Without effect in spec.cordoned, because the pool has no such"
                        + " host: aa");
    }

    @Test
    void scalesByItsSubresourceTheIdleFirst() {
        String namespace = pools.pool("{replicas: 3}");
        pools.awaitCondition(namespace, "Ready", "True");
        Map<String, Pod> pods = pools.pods(namespace);
        pools.masters()
                .hear(
                        PoolsUnderTest.key(namespace),
                        FakeKubelet.workerOf(pods.get("demo-r1")),
                        io.kpool.pool.HostState.READY,
                        2);

        pools.admin()
                .resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .scale(1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.pods(namespace)).containsOnlyKeys("demo-r1"));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(pools.get(namespace).lastStatus().replicas()).isEqualTo(1);
            assertThat(pools.get(namespace).lastStatus().selector())
                    .isEqualTo("kpool.io/pool=demo,kpool.io/elastic=true");
        });
        assertThat(selected(namespace)).hasSize(1);
    }

    @Test
    void aChangedTemplateRollsOneAfterTheOther() {
        String namespace = pools.pool("{hosts: [{name: a}, {name: b}]}");
        pools.awaitCondition(namespace, "Ready", "True");

        pools.change(namespace, "{hosts: [{name: a}, {name: b}], args: [-Dgreeting=hello]}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.pods(namespace))
                        .hasSize(2)
                        .allSatisfy((name, pod) -> assertThat(
                                        pod.getSpec().getContainers().getFirst().getArgs())
                                .containsExactly("-Dgreeting=hello")));
        pools.awaitCondition(namespace, "Progressing", "False");
    }

    private List<Pod> selected(String namespace) {
        String selector = pools.get(namespace).lastStatus().selector();
        return pools.admin()
                .pods()
                .inNamespace(namespace)
                .withLabelSelector(selector)
                .list()
                .getItems();
    }
}
