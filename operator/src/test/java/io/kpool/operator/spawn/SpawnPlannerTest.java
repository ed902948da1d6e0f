package io.kpool.operator.spawn;

import static io.kpool.operator.spawn.PlannedSpawn.ALPHA;
import static io.kpool.operator.spawn.PlannedSpawn.FIRST;
import static io.kpool.operator.spawn.PlannedSpawn.PLACED;
import static io.kpool.operator.spawn.PlannedSpawn.STARTED;
import static io.kpool.operator.spawn.PlannedSpawn.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.crd.SpawnStatus;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.RecordedStart;
import org.junit.jupiter.api.Test;

class SpawnPlannerTest {
    private final PlannedSpawn given = new PlannedSpawn();

    @Test
    void waitsForAPoolThatIsMissing() {
        // Given
        given.pool = new PoolSight.Missing();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.POOL_NOT_FOUND);
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getStatus()).isEqualTo("Unknown");
        assertThat(plan.then()).isEmpty();
    }

    @Test
    void saysNothingOfAPoolThatIsAboutToBegin() {
        // Given
        given.pool = new PoolSight.Undeclared();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(given.spawn.lastStatus()));
    }

    @Test
    void asksForAPlaceWithoutAWrite() {
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status()).isEqualTo(SpawnStatus.NONE);
        assertThat(plan.then()).containsExactly(new SpawnAction.Submit(FIRST));
    }

    @Test
    void writesItsPlaceDownBeforeItGoesThere() {
        // Given
        given.news.put(FIRST, new RequestNews.Assigned(PLACED));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status().assignment()).contains(new io.kpool.crd.Assignment("alpha", 7L, 1, 42L));
        assertThat(plan.status().nodeName()).isEqualTo("node-1");
        assertThat(plan.then()).containsExactly(new SpawnAction.Dispatch(PLACED, FirstMoment.ALONE));
    }

    @Test
    void dispatchesWhatIsDurableWithoutAnotherWrite() {
        // Given
        given.placed();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status()).isEqualTo(given.spawn.lastStatus());
        assertThat(plan.then()).containsExactly(new SpawnAction.Dispatch(PLACED, FirstMoment.ALONE));
    }

    @Test
    void findsAnAssignmentOfAnEarlierLeaderAgain() {
        // Given
        given.placed();
        given.news.clear();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status()).isEqualTo(given.spawn.lastStatus());
        assertThat(plan.then())
                .containsExactly(
                        new SpawnAction.Restore(FIRST, ALPHA, new RecordedStart.NotStarted(), FirstMoment.ALONE));
    }

    @Test
    void findsAProcessOfAnEarlierLeaderAgain() {
        // Given
        given.running();
        given.news.clear();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Restore(FIRST, ALPHA, STARTED, FirstMoment.ALONE));
    }

    @Test
    void stopsWhatRuns() {
        // Given
        given.running();
        given.stop();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Stop(FIRST));
    }

    @Test
    void doesNotDispatchWhatIsToStop() {
        // Given
        given.placed();
        given.stop();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Stop(FIRST));
    }

    @Test
    void saysTheSameTwiceWithoutAChange() {
        // Given
        given.running();
        // When
        given.now = given.now.plusSeconds(100);
        // Then
        assertThat(given.plan().status()).isEqualTo(given.spawn.lastStatus());
    }
}
