package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static io.kpool.operator.nodepool.Seen.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Keep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From the deletion of a host's pod until that is gone. */
class HostLeavingTest {
    private final HostPlanner planner = new HostPlanner(Duration.ofSeconds(32), NOW.minusSeconds(86_400), NOW);

    @Test
    void aWorkerThatDrainsForADeletionThatFailedServesUntilTheNext() {
        HostPlan plan = planner.look("alpha", worker("alpha", RUNS, io.kpool.pool.HostState.DRAINING), known("alpha"));

        assertThat(plan.report().state()).isEqualTo(HostState.Ready);
        assertThat(plan.goes()).isFalse();
    }

    @Test
    void aPodThatWasDeletedGoesThoughItIsNotSeenToYet() {
        HostMemory deleted = known("alpha").going(pod("alpha", RUNS));

        HostPlan wanted = planner.look("alpha", worker("alpha", RUNS, io.kpool.pool.HostState.DRAINING), deleted);
        HostPlan removed = planner.remove("alpha", pod("alpha", RUNS), deleted);

        assertThat(wanted.report().state()).isEqualTo(HostState.Draining);
        assertThat(wanted.report().reason()).isEqualTo(HostReasons.POD_DELETED);
        assertThat(wanted.goes()).isTrue();
        assertThat(wanted.memory()).isEqualTo(deleted);
        assertThat(removed.step()).isEqualTo(new Keep());
    }

    @Test
    void aLaterPodOfTheHostDoesNotGo() {
        HostMemory deleted = known("alpha").going(pod("before", RUNS));

        HostPlan removed = planner.remove("alpha", pod("alpha", RUNS), deleted);

        assertThat(removed.step()).isEqualTo(new Delete(pod("alpha", RUNS)));
    }
}
