package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.operator.ApiServer;
import io.kpool.pool.HostSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool's life against a real API server. */
@ExtendWith(ApiServer.class)
@TestInstance(Lifecycle.PER_CLASS)
class NodePoolApiTest {
    private final PoolsUnderTest pools;

    NodePoolApiTest(ApiServer.Running server) {
        pools = new PoolsUnderTest(server);
    }

    @AfterAll
    void stop() {
        pools.close();
    }

    @Test
    void makesAPodForEachHostAndIsReady() {
        String namespace = pools.pool("{hosts: [{name: a}, {name: b}], replicas: 1}");

        pools.awaitCondition(namespace, "Ready", "True");

        assertThat(pools.pods(namespace))
                .containsOnlyKeys("demo-a", "demo-b", "demo-r0")
                .allSatisfy((name, pod) -> {
                    assertThat(pod.getMetadata().getOwnerReferences())
                            .singleElement()
                            .satisfies(owner -> {
                                assertThat(owner.getUid())
                                        .isEqualTo(pools.get(namespace)
                                                .getMetadata()
                                                .getUid());
                                assertThat(owner.getController()).isTrue();
                            });
                    assertThat(pools.masters().heard())
                            .contains("starting " + namespace + "/demo/"
                                    + pod.getMetadata().getLabels().get(Labels.HOST));
                });
        assertThat(pools.get(namespace).lastStatus().ready()).isEqualTo("3/3");
        assertThat(pools.get(namespace).getMetadata().getFinalizers()).isEmpty();
        assertThat(pools.events(namespace)).contains("Normal HostReady Host a is ready on node node-1.");
    }

    @Test
    void givesTheNamespaceTheCertificates() {
        String namespace = pools.pool("{hosts: [{name: a}]}");

        pools.awaitCondition(namespace, "Ready", "True");

        assertThat(pools.admin()
                        .configMaps()
                        .inNamespace(namespace)
                        .withName("kpool-ca")
                        .get())
                .satisfies(map -> {
                    assertThat(map.getData()).containsEntry("ca.crt", "-----BEGIN CERTIFICATE-----");
                    assertThat(map.getMetadata().getOwnerReferences())
                            .singleElement()
                            .satisfies(owner -> assertThat(owner.getName()).isEqualTo("demo"));
                });
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

        pools.change(namespace, "{hosts: [{name: a}, {name: b}], args: [--new]}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.pods(namespace))
                        .hasSize(2)
                        .allSatisfy((name, pod) -> assertThat(
                                        pod.getSpec().getContainers().getFirst().getArgs())
                                .containsExactly("--new")));
        pools.awaitCondition(namespace, "Progressing", "False");
    }

    @Test
    void loadIsWrittenEveryFiveSecondsAtMostAndNothingTwice() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        Pod pod = pools.pods(namespace).get("demo-a");
        AtomicInteger writes = new AtomicInteger();

        try (Watch _ = pools.admin()
                .resources(NodePool.class)
                .inNamespace(namespace)
                .withResourceVersion(pools.get(namespace).getMetadata().getResourceVersion())
                .watch(counting(writes))) {
            for (int processes = 1; processes <= 50; processes++) {
                pools.masters()
                        .hear(
                                PoolsUnderTest.key(namespace),
                                FakeKubelet.workerOf(pod),
                                io.kpool.pool.HostState.READY,
                                processes);
            }
            await().atMost(SOON)
                    .until(() -> pools.get(namespace).lastStatus().load().processes() == 50);
            await().during(Duration.ofSeconds(6)).atMost(SOON).until(() -> writes.get() <= 2);
        }
    }

    @Test
    void aPoolThatIsDeletedIsForgotten() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");

        pools.admin()
                .resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .delete();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.masters().heard()).contains("forget " + namespace + "/demo"));
        assertThat(pools.masters().terms(PoolsUnderTest.key(namespace))).isEmpty();
    }

    /** Often: what the framework tells of the second pool depends on how far it is with the first. */
    @RepeatedTest(8)
    void aPoolThatTakesTheNameOfADeletedOneBeginsAnew() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        String former = pools.pods(namespace).get("demo-a").getMetadata().getUid();

        pools.admin()
                .resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .delete();
        pools.create(namespace, "{hosts: [{name: a}]}");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.masters().heard()).contains("forget " + namespace + "/demo"));
        // What the garbage collector would do.
        pools.admin()
                .pods()
                .inNamespace(namespace)
                .withName("demo-a")
                .withGracePeriod(0)
                .delete();
        pools.awaitCondition(namespace, "Ready", "True");
        assertThat(pools.pods(namespace).get("demo-a").getMetadata().getUid()).isNotEqualTo(former);
    }

    @Test
    void thePodsPassTheRestrictedStandard() {
        String namespace = pools.namespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));

        pools.create(namespace, "{hosts: [{name: a}]}");

        pools.awaitCondition(namespace, "Ready", "True");
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

    private static Watcher<NodePool> counting(AtomicInteger writes) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, NodePool pool) {
                writes.incrementAndGet();
            }

            @Override
            public void onClose(WatcherException cause) {
                // The count stands.
            }
        };
    }
}
