package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.NodePoolReasons;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can go wrong with a pool's workers, against a real API server. */
@ExtendWith(PoolsUnderTest.PerClass.class)
class NodePoolFailuresApiTest {
    private final PoolsUnderTest pools;

    NodePoolFailuresApiTest(PoolsUnderTest pools) {
        this.pools = pools;
    }

    @Test
    void oneBrokenHostDoesNotStopTheOthers() {
        pools.kubelet().says("torn", """
                phase: Pending
                conditions:
                - {type: PodScheduled, status: "False", reason: Unschedulable, message: "0/2 nodes are available"}
                """);

        String namespace = pools.pool("{hosts: [{name: torn}, {name: good}]}");

        pools.awaitCondition(namespace, "Degraded", "True");
        pools.awaitHost(namespace, "good", HostState.Ready, HostReasons.JOINED);
        pools.awaitHost(namespace, "torn", HostState.Failed, HostReasons.UNSCHEDULABLE);
        assertThat(pools.events(namespace))
                .contains("Warning HostFailed Host torn: Unschedulable: 0/2 nodes are available");
        assertThat(pools.masters().heard()).contains("failed " + namespace + "/demo/torn Unschedulable");
        assertThat(pools.condition(namespace, "Ready").getReason()).isEqualTo(NodePoolReasons.HOSTS_FAILED);
    }

    @Test
    void aCrashAtStartIsToldAndTriedAgainUntilItIsWell() {
        pools.kubelet().says("crashes", """
                phase: Failed
                containerStatuses:
                - {name: worker, ready: false, image: i, imageID: i, restartCount: 0,
                   state: {terminated: {exitCode: 3, message: "no such option --x"}}}
                """);
        String namespace = pools.pool("{hosts: [{name: crashes}]}");
        pools.awaitHost(namespace, "crashes", HostState.Failed, HostReasons.CRASHED);
        String first = pools.pods(namespace).get("demo-crashes").getMetadata().getUid();

        pools.kubelet().heals("crashes");

        pools.awaitCondition(namespace, "Ready", "True");
        Pod second = pools.pods(namespace).get("demo-crashes");
        assertThat(second.getMetadata().getUid()).isNotEqualTo(first);
        assertThat(pools.events(namespace))
                .contains("Warning HostFailed Host crashes: Crashed: exit code 3: no such option --x");
        assertThat(pools.masters().heard()).contains("gone " + namespace + "/demo/crashes CONTAINER_ENDED");
    }

    @Test
    void aCrashAfterLongServiceThatSaysMuchIsToldOnce() {
        String namespace = pools.pool("{hosts: [{name: busy}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        Pod first = pools.pods(namespace).get("demo-busy");

        pools.kubelet().ends(first, """
                phase: Failed
                containerStatuses:
                - {name: worker, ready: false, image: i, imageID: i, restartCount: 0,
                   state: {terminated: {exitCode: 139, message: "%s — SIGSEGV (0xb)"}}}
                """.formatted("# a frame ".repeat(190)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.pods(namespace).get("demo-busy"))
                        .isNotNull()
                        .satisfies(pod -> assertThat(pod.getMetadata().getUid())
                                .isNotEqualTo(first.getMetadata().getUid())));
        pools.awaitCondition(namespace, "Ready", "True");
        assertThat(pools.events(namespace))
                .filteredOn(event -> event.startsWith("Warning"))
                .singleElement(STRING)
                .startsWith("Warning HostFailed Host busy: Crashed: exit code 139: # a frame")
                .endsWith("a frame  — SIGSEGV (0xb)");
    }

    @Test
    void aLostWorkerIsReplacedByALaterIncarnation() {
        String namespace = pools.pool("{hosts: [{name: a}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        Pod first = pools.pods(namespace).get("demo-a");

        pools.masters()
                .hear(PoolsUnderTest.key(namespace), FakeKubelet.workerOf(first), io.kpool.pool.HostState.LOST, 0);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.pods(namespace).get("demo-a"))
                        .isNotNull()
                        .satisfies(pod -> assertThat(FakeKubelet.workerOf(pod).incarnation())
                                .isGreaterThan(FakeKubelet.workerOf(first).incarnation())));
        pools.awaitCondition(namespace, "Ready", "True");
        assertThat(pools.events(namespace)).anyMatch(event -> event.startsWith("Warning HostLost Host a: Silent"));
    }

    @Test
    void onANodeThatDoesNotAnswerTheHostStaysLostUntilItsPodIsGone() {
        pools.kubelet().doesNotHearOf("far");
        String namespace = pools.pool("{hosts: [{name: far}]}");
        pools.awaitCondition(namespace, "Ready", "True");
        Pod pod = pools.pods(namespace).get("demo-far");

        pools.masters().hear(PoolsUnderTest.key(namespace), FakeKubelet.workerOf(pod), io.kpool.pool.HostState.LOST, 0);

        pools.awaitHost(namespace, "far", HostState.Lost, HostReasons.SILENT);
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> pools.pods(namespace)
                        .get("demo-far")
                        .getMetadata()
                        .getUid()
                        .equals(pod.getMetadata().getUid()));
        pools.admin().resource(pod).withGracePeriod(0).delete();
        pools.awaitCondition(namespace, "Ready", "True");
    }
}
