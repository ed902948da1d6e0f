package io.kpool.operator.spawn;

import static io.kpool.operator.spawn.PlannedSpawn.FIRST;
import static io.kpool.operator.spawn.PlannedSpawn.PID;
import static io.kpool.operator.spawn.PlannedSpawn.SECOND;
import static io.kpool.operator.spawn.PlannedSpawn.STARTED;
import static io.kpool.operator.spawn.PlannedSpawn.condition;
import static io.kpool.operator.spawn.PlannedSpawn.exit;
import static io.kpool.operator.spawn.PlannedSpawn.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.RestartPolicy;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.MasterLoss;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.WorkerFate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpawnEndTest {
    private final PlannedSpawn given = new PlannedSpawn();

    @Test
    void acknowledgesAnEndWhenItIsWritten() {
        // Given
        given.placed();
        given.news.put(FIRST, new RequestNews.Ended(STARTED, exit(ExitReason.NORMAL)));
        // When
        SpawnPlan plan = given.plan();
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
        given.ended(ExitReason.NORMAL);
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status()).isEqualTo(given.spawn.lastStatus());
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    @Test
    void leavesAFinishedSpawnAlone() {
        // Given
        given.ended(ExitReason.NORMAL);
        given.news.clear();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(given.spawn.lastStatus()));
    }

    @Test
    void retriesAfterTheBackoff() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.OnFailure).backoffSeconds(4));
        given.ended(ExitReason.EXCEPTION);
        given.news.clear();
        // When
        SpawnPlan early = given.plan();
        given.now = early.lookAgain();
        SpawnPlan later = given.plan();
        // Then
        assertThat(early.then()).isEmpty();
        assertThat(given.spawn.lastStatus().finished()).isFalse();
        assertThat(later.then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void doesNotRetryWhileTheLostWorkerMayStillRunIt() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        given.fate = new WorkerFate.Silent(given.now.toEpochMilli() - 10_000, MasterLoss.NOT_TOLD);
        given.ended(ExitReason.NOCONNECTION);
        given.news.clear();
        // When
        given.now = given.now.plusSeconds(60);
        SpawnPlan uncertain = given.plan();
        given.fate = new WorkerFate.Ended();
        SpawnPlan proven = given.plan();
        given.spawn.setStatus(proven.status());
        // Then
        assertThat(condition(uncertain, SpawnConditions.PLACED).getReason())
                .isEqualTo(SpawnReasons.LAST_ATTEMPT_UNCERTAIN);
        assertThat(uncertain.then()).isEmpty();
        assertThat(condition(proven, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.BACK_OFF);
        assertThat(proven.lookAgain()).isEqualTo(given.now);
        assertThat(given.plan().then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void aProofOutlivesTheOperator() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        given.pool = new PoolSight.Known(0, Set.of("alpha"), Set.of(), Map.of());
        given.fate = new WorkerFate.Ended();
        given.ended(ExitReason.NOCONNECTION);
        // When
        given.fate = new WorkerFate.Unknown();
        given.news.clear();
        given.now = given.now.plusSeconds(60);
        SpawnPlan again = given.plan();
        given.news.put(SECOND, new RequestNews.Waiting(PlacementFailure.NO_CAPACITY));
        given.spawn.setStatus(given.plan().status());
        given.news.clear();
        // Then
        assertThat(again.then()).containsExactly(new SpawnAction.Submit(SECOND));
        assertThat(given.plan().then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void theLossOfALinkedProcessIsNotThatOfItsOwnWorker() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.OnFailure));
        given.fate = new WorkerFate.Silent(given.now.toEpochMilli(), MasterLoss.NEVER);
        given.running();
        // When
        given.take(new RequestNews.Ended(STARTED, new Exit(ExitReason.NOCONNECTION, 0, "", "", 2_000)));
        given.news.clear();
        given.now = given.now.plusSeconds(60);
        // Then
        assertThat(given.spawn.lastStatus().exit().orElseThrow().reason()).isEqualTo("noconnection");
        assertThat(given.plan().then()).containsExactly(new SpawnAction.Submit(SECOND));
    }

    @Test
    void countsAttempts() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.OnFailure).maxAttempts(1));
        // When
        given.ended(ExitReason.EXCEPTION);
        // Then
        assertThat(given.spawn.lastStatus().finished()).isTrue();
    }

    @Test
    void stopsForGoodWhateverItsRestartPolicy() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        given.running();
        given.stop();
        given.news.put(FIRST, new RequestNews.Ended(STARTED, exit(ExitReason.SHUTDOWN)));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getReason()).isEqualTo(SpawnReasons.STOPPED);
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getMessage()).isEqualTo("spec.desiredState is Stopped");
    }

    @Test
    void saysThatItStartsAgainWithANewPoolOfThatName() {
        // Given
        given.spawn = spawn(spec -> spec.restartPolicy(RestartPolicy.Always));
        given.ended(ExitReason.SHUTDOWN);
        given.news.clear();
        given.pool = new PoolSight.Missing();
        given.now = given.now.plusSeconds(60);
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.POOL_NOT_FOUND);
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getMessage())
                .isEqualTo("its pool demo was deleted; it starts again when there is one of that name");
    }

    @Test
    void endsWhatRanInAPoolThatIsGone() {
        // Given
        given.running();
        given.news.clear();
        given.pool = new PoolSight.Missing();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.status().exit().orElseThrow().reason()).isEqualTo("noconnection");
    }

    @Test
    void forgetsARefusalThatIsWritten() {
        // Given
        given.news.put(FIRST, new RequestNews.Refused(PlacementFailure.NO_CAPACITY));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    @Test
    void deletesWhatIsOver() {
        // Given
        given.spawn = spawn(spec -> spec.ttlSecondsAfterFinished(30));
        given.ended(ExitReason.NORMAL);
        // When
        SpawnPlan early = given.plan();
        given.now = early.lookAgain();
        // Then
        assertThat(early.then()).doesNotContain(new SpawnAction.Delete());
        assertThat(given.plan().then()).containsExactly(new SpawnAction.Delete());
    }
}
