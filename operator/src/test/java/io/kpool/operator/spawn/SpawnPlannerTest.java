package io.kpool.operator.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.crd.CommandLineBuilder;
import io.kpool.crd.DesiredState;
import io.kpool.crd.RestartPolicy;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.crd.SpawnStatus;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Assignment;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SpawnPlannerTest {
    private static final String UID = "5b2c";
    private static final WorkerId ALPHA = new WorkerId("alpha", 7);
    private static final Pid PID = new Pid("demo", "alpha", 7, 1);
    private static final SpawnAttempt FIRST = new SpawnAttempt(UID, 1);
    private static final SpawnAttempt SECOND = new SpawnAttempt(UID, 2);
    private static final Assignment PLACED = new Assignment(FIRST, ALPHA, 42);
    private static final RecordedStart STARTED = new RecordedStart.StartedAs(PID, 1_000);

    private final Map<SpawnAttempt, RequestNews> news = new HashMap<>();
    private PoolSight pool = new PoolSight.Known(300, Set.of("alpha", "beta"), Map.of("alpha", "node-1"));
    private WorkerFate fate = new WorkerFate.Unknown();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Spawn spawn = spawn(spec -> spec);

    @Test
    void waitsForAPoolThatIsMissing() {
        // Given
        pool = new PoolSight.Missing();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.POOL_NOT_FOUND);
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getStatus()).isEqualTo("Unknown");
        assertThat(plan.then()).isEmpty();
    }

    @Test
    void saysNothingOfAPoolThatIsAboutToBegin() {
        // Given
        pool = new PoolSight.Undeclared();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(spawn.lastStatus()));
    }

    @Test
    void asksForAPlaceWithoutAWrite() {
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status()).isEqualTo(SpawnStatus.NONE);
        assertThat(plan.then()).containsExactly(new SpawnAction.Submit(FIRST));
    }

    @Test
    void writesItsPlaceDownBeforeItGoesThere() {
        // Given
        news.put(FIRST, new RequestNews.Assigned(PLACED));
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status().assignment()).contains(new io.kpool.crd.Assignment("alpha", 7L, 1, 42L));
        assertThat(plan.status().nodeName()).isEqualTo("node-1");
        assertThat(plan.then()).containsExactly(new SpawnAction.Dispatch(PLACED));
    }

    @Test
    void dispatchesWhatIsDurableWithoutAnotherWrite() {
        // Given
        placed();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status()).isEqualTo(spawn.lastStatus());
        assertThat(plan.then()).containsExactly(new SpawnAction.Dispatch(PLACED));
    }

    @Test
    void findsAnAssignmentOfAnEarlierLeaderAgain() {
        // Given
        placed();
        news.clear();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status()).isEqualTo(spawn.lastStatus());
        assertThat(plan.then()).containsExactly(new SpawnAction.Restore(FIRST, ALPHA, new RecordedStart.NotStarted()));
    }

    @Test
    void findsAProcessOfAnEarlierLeaderAgain() {
        // Given
        running();
        news.clear();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Restore(FIRST, ALPHA, STARTED));
    }

    @Test
    void acknowledgesAnEndWhenItIsWritten() {
        // Given
        placed();
        news.put(FIRST, new RequestNews.Ended(STARTED, exit(ExitReason.NORMAL)));
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.status().pid()).isEqualTo(PID.toString());
        assertThat(condition(plan, SpawnConditions.STARTED).getStatus()).isEqualTo("True");
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getStatus()).isEqualTo("True");
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    @Test
    void acknowledgesOnceMoreWhatWasWrittenBefore() {
        // Given
        ended(ExitReason.NORMAL);
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status()).isEqualTo(spawn.lastStatus());
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    @Test
    void leavesAFinishedSpawnAlone() {
        // Given
        ended(ExitReason.NORMAL);
        news.clear();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(spawn.lastStatus()));
    }

    @Test
    void retriesAfterTheBackoff() {
        // Given
        spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.OnFailure).backoffSeconds(4));
        ended(ExitReason.EXCEPTION);
        news.clear();
        // When
        SpawnPlan early = plan();
        now = early.lookAgain();
        SpawnPlan later = plan();
        // Then
        assertThat(early.then()).isEmpty();
        assertThat(spawn.lastStatus().finished()).isFalse();
        assertThat(later.then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void doesNotRetryWhileTheLostWorkerMayStillRunIt() {
        // Given
        spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        fate = new WorkerFate.Silent(now.toEpochMilli() - 10_000);
        ended(ExitReason.NOCONNECTION);
        news.clear();
        // When
        now = now.plusSeconds(60);
        SpawnPlan uncertain = plan();
        fate = new WorkerFate.Ended();
        SpawnPlan proven = plan();
        // Then
        assertThat(condition(uncertain, SpawnConditions.PLACED).getReason())
                .isEqualTo(SpawnReasons.LAST_ATTEMPT_UNCERTAIN);
        assertThat(uncertain.then()).isEmpty();
        assertThat(proven.then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void countsAttempts() {
        // Given
        spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.OnFailure).maxAttempts(1));
        // When
        ended(ExitReason.EXCEPTION);
        // Then
        assertThat(spawn.lastStatus().finished()).isTrue();
    }

    @Test
    void stopsWhatRuns() {
        // Given
        running();
        stop();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Stop(FIRST));
    }

    @Test
    void doesNotDispatchWhatIsToStop() {
        // Given
        placed();
        stop();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Stop(FIRST));
    }

    @Test
    void stopsForGoodWhateverItsRestartPolicy() {
        // Given
        spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        running();
        stop();
        news.put(FIRST, new RequestNews.Ended(STARTED, exit(ExitReason.SHUTDOWN)));
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getReason()).isEqualTo(SpawnReasons.STOPPED);
    }

    @Test
    void endsWhatRanInAPoolThatIsGone() {
        // Given
        running();
        news.clear();
        pool = new PoolSight.Missing();
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.status().exit().orElseThrow().reason()).isEqualTo("noconnection");
    }

    @Test
    void saysWhyThereIsNoPlace() {
        // Given
        news.put(FIRST, new RequestNews.Waiting(PlacementFailure.NO_CAPACITY));
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.NO_CAPACITY);
    }

    @Test
    void forgetsARefusalThatIsWritten() {
        // Given
        news.put(FIRST, new RequestNews.Refused(PlacementFailure.NO_CAPACITY));
        // When
        SpawnPlan plan = plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    @Test
    void deletesWhatIsOver() {
        // Given
        spawn = spawn(spec -> spec.ttlSecondsAfterFinished(30));
        ended(ExitReason.NORMAL);
        // When
        SpawnPlan early = plan();
        now = early.lookAgain();
        // Then
        assertThat(early.then()).doesNotContain(new SpawnAction.Delete());
        assertThat(plan().then()).containsExactly(new SpawnAction.Delete());
    }

    @Test
    void saysTheSameTwiceWithoutAChange() {
        // Given
        running();
        // When
        now = now.plusSeconds(100);
        // Then
        assertThat(plan().status()).isEqualTo(spawn.lastStatus());
    }

    private SpawnPlan plan() {
        return SpawnPlanner.plan(new SpawnView(
                spawn,
                pool,
                new SpawnView.Sources(attempt -> Optional.ofNullable(news.get(attempt)), worker -> fate),
                now));
    }

    // What the operator would have made of it so far.
    private void take(RequestNews next) {
        news.put(FIRST, next);
        spawn.setStatus(plan().status());
    }

    private void placed() {
        take(new RequestNews.Assigned(PLACED));
    }

    private void running() {
        placed();
        take(new RequestNews.Running(PID, 1_000));
    }

    private void ended(ExitReason reason) {
        running();
        take(new RequestNews.Ended(STARTED, exit(reason)));
    }

    private void stop() {
        spawn.setSpec(SpawnSpecBuilder.builder(spawn.getSpec())
                .desiredState(DesiredState.Stopped)
                .build());
    }

    private static Exit exit(ExitReason reason) {
        return Exit.of(reason, "", 2_000);
    }

    private static Condition condition(SpawnPlan plan, String type) {
        return plan.status().conditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Spawn spawn(UnaryOperator<SpawnSpecBuilder> more) {
        Spawn spawn = new Spawn();
        spawn.setMetadata(new ObjectMetaBuilder()
                .withNamespace("acme")
                .withName("job")
                .withUid(UID)
                .withGeneration(1L)
                .build());
        spawn.setSpec(more.apply(SpawnSpecBuilder.builder()
                        .poolName("demo")
                        .commandOrNull(CommandLineBuilder.builder()
                                .argv(List.of("true"))
                                .build()))
                .build());
        return spawn;
    }
}
