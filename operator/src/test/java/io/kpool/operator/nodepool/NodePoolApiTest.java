package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.kpool.crd.NodePool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pool's life against a real API server. */
@ExtendWith(PoolsUnderTest.PerClass.class)
class NodePoolApiTest {
    private final PoolsUnderTest pools;

    NodePoolApiTest(PoolsUnderTest pools) {
        this.pools = pools;
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

    /** To the framework, all that it hears of a name while the deleted pool is looked at concerns the deleted one. */
    @Test
    void aPoolThatComesWhileItsPredecessorIsForgottenIsLookedAt() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        pools.masters().whileForgetting(PoolsUnderTest.key(namespace), () -> {
            // What the garbage collector would do.
            pools.admin()
                    .pods()
                    .inNamespace(namespace)
                    .withName("demo-a")
                    .withGracePeriod(0)
                    .delete();
            pools.awaitKnown(pools.create(namespace, "{hosts: [{name: a}]}"));
        });

        pools.admin()
                .resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .delete();

        await().atMost(SOON).until(() -> pools.get(namespace) != null);
        pools.awaitCondition(namespace, "Ready", "True");
    }

    @Test
    void thePodsPassTheRestrictedStandard() {
        String namespace = pools.namespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));

        pools.create(namespace, "{hosts: [{name: a}]}");

        pools.awaitCondition(namespace, "Ready", "True");
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
