package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.PoolsUnderTest.SOON;
import static io.kpool.operator.nodepool.PoolsUnderTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePoolReasons;
import io.kpool.pool.HostSettings;
import io.kpool.pool.Provision;
import io.kpool.pool.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that someone else starts, in the status of their pool. */
@ExtendWith(PoolsUnderTest.PerClass.class)
class AttachedHostsApiTest {
    private final PoolsUnderTest pools;

    AttachedHostsApiTest(PoolsUnderTest pools) {
        this.pools = pools;
    }

    @Test
    void oneThatIsAbsentIsSeenAndDoesNotCount() {
        String namespace = pools.pool("{hosts: [{name: a}], attached: [b], attachServiceAccounts: [runner]}");

        pools.awaitCondition(namespace, "Ready", "True");

        pools.awaitHost(namespace, "b", HostState.Absent, HostReasons.NOT_ATTACHED);
        assertThat(pools.get(namespace).lastStatus().ready()).isEqualTo("1/1");
        assertThat(pools.pods(namespace)).containsOnlyKeys("demo-a");
        assertThat(pools.masters()
                        .terms(key(namespace))
                        .orElseThrow()
                        .settings()
                        .hosts())
                .contains(new HostSettings("b", 256, HostSettings.Admission.OPEN, Provision.ATTACHED));
    }

    @Test
    void oneThatComesCountsAndIsAbsentAgainWhenItIsLost() {
        String namespace = pools.pool("{attached: [b], attachServiceAccounts: [runner]}");
        pools.awaitHost(namespace, "b", HostState.Absent, HostReasons.NOT_ATTACHED);
        assertThat(pools.condition(namespace, "Ready").getReason()).isEqualTo(NodePoolReasons.HOSTS_ABSENT);

        pools.masters().hearAttached(key(namespace), new WorkerId("b", 7), io.kpool.pool.HostState.READY);
        pools.awaitHost(namespace, "b", HostState.Ready, HostReasons.JOINED);
        await().atMost(SOON)
                .until(() -> pools.get(namespace).lastStatus().ready().equals("1/1"));
        pools.masters().hearAttached(key(namespace), new WorkerId("b", 7), io.kpool.pool.HostState.ABSENT);

        pools.awaitHost(namespace, "b", HostState.Absent, HostReasons.NOT_ATTACHED);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.events(namespace))
                        .anyMatch(event -> event.startsWith("Normal HostReady Host b is ready"))
                        .anyMatch(event -> event.startsWith("Warning HostAbsent Host b")));
    }

    @Test
    void oneThatIsTakenOutDrainsUntilItsWorkerIsReleased() {
        String namespace = pools.pool("{hosts: [{name: a}], attached: [b], attachServiceAccounts: [runner]}");
        pools.awaitCondition(namespace, "Ready", "True");
        pools.masters().hearAttached(key(namespace), new WorkerId("b", 7), io.kpool.pool.HostState.READY);
        pools.awaitHost(namespace, "b", HostState.Ready, HostReasons.JOINED);

        pools.change(namespace, "{hosts: [{name: a}]}");

        pools.awaitHost(namespace, "b", HostState.Draining, HostReasons.REMOVED);
        pools.masters().release(key(namespace), "b");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(pools.get(namespace).lastStatus().hosts())
                                .extracting(HostStatus::name)
                                .containsExactly("a"));
    }

    @Test
    void saysWhoseTokenWasRefused() {
        pools.kubelet().says("deaf", FakeKubelet.running());
        String namespace = pools.pool("{hosts: [{name: deaf}]}");
        pools.awaitHost(namespace, "deaf", HostState.Starting, HostReasons.JOINING);
        String uid = pools.pods(namespace).get("demo-deaf").getMetadata().getUid();

        pools.masters().refuseToken(uid, "not a valid token");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(pools.masters().heard())
                        .contains("failed " + namespace + "/demo/deaf TokenRefused"));
    }
}
