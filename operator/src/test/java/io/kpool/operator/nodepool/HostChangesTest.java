package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.operator.events.ResourceEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostChangesTest {
    @Test
    void aHostThatBecomesReadyIsTold() {
        assertThat(reasons(Map.of(), host(HostState.Ready, "Joined"))).containsExactly("HostReady");
        assertThat(reasons(host(HostState.Starting, "Joining"), host(HostState.Ready, "Joined")))
                .containsExactly("HostReady");
    }

    @Test
    void whatAnEarlierOperatorToldIsNotToldAgain() {
        Map<String, HostStatus> ready = host(HostState.Ready, "Joined");

        assertThat(HostChanges.between(Map.of(), ready, Set.of("a"))).isEmpty();
        assertThat(HostChanges.between(Map.of(), ready, Set.of("b"))).hasSize(1);
        assertThat(HostChanges.between(host(HostState.Starting, "Joining"), ready, Set.of("a")))
                .hasSize(1);
    }

    @Test
    void aMomentOfSilenceIsNot() {
        assertThat(reasons(host(HostState.Ready, "Joined"), host(HostState.Suspect, "Silent")))
                .isEmpty();
        assertThat(reasons(host(HostState.Suspect, "Silent"), host(HostState.Ready, "Joined")))
                .isEmpty();
    }

    @Test
    void aFailureIsToldOnceForEachReason() {
        Map<String, HostStatus> crashed = host(HostState.Failed, "Crashed");

        assertThat(HostChanges.between(Map.of(), crashed, Set.of()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind().text()).isEqualTo("Warning");
                    assertThat(change.reason()).isEqualTo("HostFailed");
                    assertThat(change.note()).isEqualTo("Host a: Crashed: why");
                });
        assertThat(reasons(crashed, crashed)).isEmpty();
        assertThat(reasons(crashed, host(HostState.Failed, "Unschedulable"))).containsExactly("HostFailed");
    }

    @Test
    void aLossAndARemovalAreTold() {
        assertThat(reasons(host(HostState.Ready, "Joined"), host(HostState.Lost, "Silent")))
                .containsExactly("HostLost");
        assertThat(reasons(host(HostState.Draining, "Removed"), Map.of())).containsExactly("HostRemoved");
    }

    @Test
    void aReadyHostWhosePodVanishesIsALoss() {
        Map<String, HostStatus> withoutPod =
                Map.of("a", new HostStatus("a", "", "", HostState.Starting, 0, 0, "PodPending", "", ""));

        assertThat(HostChanges.between(host(HostState.Ready, "Joined"), withoutPod, Set.of()))
                .singleElement()
                .satisfies(change -> assertThat(change.kind().text()).isEqualTo("Warning"))
                .satisfies(change -> assertThat(change.note()).contains("Host a", "by force"));
        assertThat(reasons(host(HostState.Draining, "PodDeleted"), withoutPod)).isEmpty();
        assertThat(reasons(host(HostState.Ready, "Joined"), host(HostState.Starting, "Joining")))
                .isEmpty();
    }

    @Test
    void anAttachedHostThatGoesIsTold() {
        assertThat(reasons(host(HostState.Ready, "Joined"), host(HostState.Absent, "Silent")))
                .containsExactly("HostAbsent");
        assertThat(reasons(Map.of(), host(HostState.Absent, "NotAttached"))).isEmpty();
    }

    private static List<String> reasons(Map<String, HostStatus> before, Map<String, HostStatus> after) {
        return HostChanges.between(before, after, Set.of()).stream()
                .map(ResourceEvents.Happening::reason)
                .toList();
    }

    private static Map<String, HostStatus> host(HostState state, String reason) {
        return Map.of("a", new HostStatus("a", "demo-a", "node-1", state, 0, 0, reason, "why", ""));
    }
}
