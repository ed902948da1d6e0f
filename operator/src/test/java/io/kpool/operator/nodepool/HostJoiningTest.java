package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.INCARNATION;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static io.kpool.operator.nodepool.Seen.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Keep;
import io.kpool.operator.nodepool.WorkerNews.Expected;
import io.kpool.operator.nodepool.WorkerNews.Starting;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stage;
import io.kpool.pool.HostStatus;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From a container that runs to a worker that has joined. */
class HostJoiningTest {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(32);
    private static final Instant LONG_AGO = NOW.minusSeconds(86_400);

    private final Stage justRunning = new Running(NOW);

    @Test
    void hasTheStartTimeoutFromItsContainerRunning() {
        HostPlan plan = look(justRunning, io.kpool.pool.HostState.STARTING);

        assertThat(plan.step()).isEqualTo(new Await(NOW.plus(START_TIMEOUT)));
        assertThat(plan.report().reason()).isEqualTo(HostReasons.JOINING);
    }

    @Test
    void isStartedAgainAfterThat() {
        Instant late = NOW.plus(START_TIMEOUT);
        SeenWorker seen = worker("alpha", justRunning, io.kpool.pool.HostState.STARTING);

        HostPlan failed = at(late).look("alpha", seen, known("alpha"));
        HostPlan due = at(late.plusSeconds(1)).look("alpha", seen, failed.memory());

        assertThat(failed.report().reason()).isEqualTo(HostReasons.START_TIMEOUT);
        assertThat(failed.report().message())
                .contains("32 s", "kubectl logs demo-alpha", "raise spec.startTimeoutSeconds");
        assertThat(failed.step()).isEqualTo(new Await(late.plusSeconds(1)));
        assertThat(due.step()).isInstanceOf(Delete.class);
    }

    @Test
    void aSidecarThatDoesNotRunIsMentionedAndDecidesNothing() {
        Stage beside = new Running(NOW, "Container log does not run: no image.");

        HostPlan joined = look(beside, io.kpool.pool.HostState.READY);
        HostPlan joining = look(beside, io.kpool.pool.HostState.STARTING);

        assertThat(joined.report())
                .isEqualTo(new HostPlan.Report(
                        HostState.Ready, HostReasons.JOINED, "Container log does not run: no image."));
        assertThat(joining.report())
                .isEqualTo(new HostPlan.Report(
                        HostState.Starting,
                        HostReasons.JOINING,
                        "Its worker runs and has not joined yet. Container log does not run: no image."));
    }

    @Test
    void isSilentUntilItDialsAgainAfterAChangeOfLeader() {
        HostPlanner planner = new HostPlanner(START_TIMEOUT, NOW, NOW);

        HostPlan plan = planner.look("alpha", SeenWorker.unknown(pod("alpha", RUNS)), HostMemory.NOTHING);

        assertThat(plan.step()).isEqualTo(new Keep());
        assertThat(plan.report().state()).isEqualTo(HostState.Suspect);
        assertThat(plan.news()).containsExactly(new Expected(new WorkerId("alpha", INCARNATION)));
        assertThat(plan.isInherited()).isTrue();
    }

    @Test
    void isSilentAlsoWhenItIsLookedAtAgainAndTheMasterHasHeardOnlyItsHello() {
        Instant early = NOW.plusSeconds(9);
        Instant late = NOW.plusSeconds(10);
        SeenWorker starting = worker("alpha", RUNS, io.kpool.pool.HostState.STARTING);

        HostPlan again = new HostPlanner(START_TIMEOUT, NOW, early).look("alpha", starting, known("alpha"));
        HostPlan then = new HostPlanner(START_TIMEOUT, NOW, late).look("alpha", starting, known("alpha"));

        assertThat(again.report().state()).isEqualTo(HostState.Suspect);
        assertThat(again.isInherited()).isFalse();
        assertThat(then.report().reason()).isEqualTo(HostReasons.START_TIMEOUT);
    }

    @Test
    void mayHaveDialledBeforeItsPodWasSeen() {
        HostPlanner planner = new HostPlanner(START_TIMEOUT, NOW, NOW);

        HostPlan plan = planner.look("alpha", worker("alpha", RUNS, io.kpool.pool.HostState.READY), HostMemory.NOTHING);

        assertThat(plan.report().state()).isEqualTo(HostState.Ready);
    }

    @Test
    void aYoungWorkerOfAnEarlierLeaderIsStarting() {
        HostPlanner planner = new HostPlanner(START_TIMEOUT, NOW, NOW);

        HostPlan plan = planner.look("alpha", SeenWorker.unknown(pod("alpha", justRunning)), HostMemory.NOTHING);

        assertThat(plan.report().state()).isEqualTo(HostState.Starting);
        assertThat(plan.news()).containsExactly(new Starting(new WorkerId("alpha", INCARNATION)));
        assertThat(plan.isInherited()).isFalse();
    }

    @Test
    void aRefusedTokenIsTheReason() {
        SeenWorker refused = new SeenWorker(
                pod("alpha", justRunning),
                new HostStatus(io.kpool.pool.HostState.FAILED, 0, HostReasons.TOKEN_REFUSED, "of another pod"));

        HostPlan early = at(NOW).look("alpha", refused, known("alpha"));
        HostPlan late = at(NOW.plus(START_TIMEOUT)).look("alpha", refused, known("alpha"));

        assertThat(early.report())
                .isEqualTo(new HostPlan.Report(HostState.Failed, HostReasons.TOKEN_REFUSED, "of another pod"));
        assertThat(late.memory().setback().why().reason()).isEqualTo(HostReasons.TOKEN_REFUSED);
    }

    private static HostPlanner at(Instant now) {
        return new HostPlanner(START_TIMEOUT, LONG_AGO, now);
    }

    private static HostPlan look(Stage stage, io.kpool.pool.HostState membership) {
        return at(NOW).look("alpha", worker("alpha", stage, membership), known("alpha"));
    }
}
