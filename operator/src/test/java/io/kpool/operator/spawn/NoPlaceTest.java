package io.kpool.operator.spawn;

import static io.kpool.operator.spawn.PlannedSpawn.FIRST;
import static io.kpool.operator.spawn.PlannedSpawn.condition;
import static io.kpool.operator.spawn.PlannedSpawn.spawn;
import static io.kpool.pool.PlacementFailure.NO_CAPACITY;
import static io.kpool.pool.PlacementFailure.NO_NODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.PlacementFailure;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a Spawn says of why it has no place. */
class NoPlaceTest {
    private final PlannedSpawn given = new PlannedSpawn();

    @Test
    void noHostIsReady() {
        assertThat(placedWhileWaiting(NO_NODE)).isEqualTo(SpawnReasons.NO_NODE + ": no host is ready");
    }

    @Test
    void itsHostIsNotReady() {
        given.spawn = spawn(spec -> spec.hostName("alpha"));
        assertThat(placedWhileWaiting(NO_NODE)).isEqualTo(SpawnReasons.NO_NODE + ": host alpha is not ready");
    }

    @Test
    void everyHostIsFull() {
        assertThat(placedWhileWaiting(NO_CAPACITY)).isEqualTo(SpawnReasons.NO_CAPACITY + ": every ready host is full");
    }

    @Test
    void itsHostIsFull() {
        cordon("beta");
        given.spawn = spawn(spec -> spec.hostName("alpha"));
        assertThat(placedWhileWaiting(NO_CAPACITY)).isEqualTo(SpawnReasons.NO_CAPACITY + ": host alpha is full");
    }

    @Test
    void hostsAreCordoned() {
        cordon("alpha", "beta");
        assertThat(placedWhileWaiting(NO_CAPACITY))
                .isEqualTo(SpawnReasons.NO_CAPACITY
                        + ": every ready host is full or cordoned (spec.cordoned of pool demo)");
    }

    @Test
    void itsHostIsCordoned() {
        cordon("alpha");
        given.spawn = spawn(spec -> spec.hostName("alpha"));
        assertThat(placedWhileWaiting(NO_CAPACITY))
                .isEqualTo(SpawnReasons.NO_CAPACITY + ": host alpha is cordoned (spec.cordoned of pool demo)");
    }

    @Test
    void waitsForAHostThatThePoolLacks() {
        given.spawn = spawn(spec -> spec.hostName("gamma"));
        assertThat(placedWhileWaiting(NO_NODE))
                .isEqualTo(SpawnReasons.HOST_NOT_FOUND + ": pool demo has no host gamma");
    }

    @Test
    void failsForAHostThatThePoolLacksWhereItIsNotToWait() {
        // Given
        given.spawn = spawn(spec -> spec.hostName("gamma"));
        given.news.put(FIRST, new RequestNews.Refused(NO_NODE));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(said(plan, SpawnConditions.PLACED))
                .isEqualTo(SpawnReasons.HOST_NOT_FOUND + ": pool demo has no host gamma")
                .isEqualTo(said(plan, SpawnConditions.SUCCEEDED));
        assertThat(plan.then()).containsExactly(new SpawnAction.Acknowledge(FIRST));
    }

    private void cordon(String... hosts) {
        given.pool = new PoolSight.Known(300, Set.of("alpha", "beta"), Set.of(hosts), Map.of());
    }

    private String placedWhileWaiting(PlacementFailure why) {
        given.news.put(FIRST, new RequestNews.Waiting(why));
        return said(given.plan(), SpawnConditions.PLACED);
    }

    private static String said(SpawnPlan plan, String type) {
        Condition condition = condition(plan, type);
        return condition.getReason() + ": " + condition.getMessage();
    }
}
