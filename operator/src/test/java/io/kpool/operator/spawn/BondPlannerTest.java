package io.kpool.operator.spawn;

import static io.kpool.operator.spawn.PlannedSpawn.ALPHA;
import static io.kpool.operator.spawn.PlannedSpawn.FIRST;
import static io.kpool.operator.spawn.PlannedSpawn.PLACED;
import static io.kpool.operator.spawn.PlannedSpawn.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.SpawnConditions;
import io.kpool.crd.SpawnReasons;
import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.RequestNews;
import io.kpool.pool.Assignment;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LinkRules;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.WorkerId;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a Spawn does about those that it is to be linked with, and about its groups and names. */
class BondPlannerTest {
    private static final Pid PARTNER = new Pid("demo", "beta", 7, 1);

    private final PlannedSpawn given = new PlannedSpawn();

    @Test
    void waitsForThoseThatDoNotRun() {
        // Given
        given.start = new LinkRules.After(List.of("nobody"), List.of("late"));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.PARTNER_NOT_STARTED);
        assertThat(condition(plan, SpawnConditions.PLACED).getMessage())
                .isEqualTo(
                        "there is no Spawn \"nobody\" in this namespace, Spawn \"late\" does not run yet; it waits for them");
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getStatus()).isEqualTo("Unknown");
        assertThat(plan.then()).isEmpty();
    }

    @Test
    void saysThatThereIsNoneOfThatName() {
        // Given
        given.start = new LinkRules.After(List.of("nobody"), List.of());
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getMessage())
                .isEqualTo("there is no Spawn \"nobody\" in this namespace; it waits for it");
    }

    @Test
    void givesBackThePlaceThatItWaitsFor() {
        // Given
        given.take(new RequestNews.Waiting(PlacementFailure.NO_CAPACITY));
        given.start = new LinkRules.After(List.of(), List.of("first"));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then()).containsExactly(new SpawnAction.Abandon(FIRST));
    }

    @Test
    void goesLinkedWithThem() {
        // Given
        given.news.put(FIRST, new RequestNews.Assigned(PLACED));
        given.start = new LinkRules.Linked(Set.of(PARTNER));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then())
                .containsExactly(new SpawnAction.Dispatch(PLACED, new FirstMoment(Set.of(PARTNER), List.of())));
    }

    @Test
    void endsWhereOneHasEnded() {
        // Given
        given.start = new LinkRules.NoProcess("first");
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.status().finished()).isTrue();
        assertThat(plan.status().attempts()).isZero();
        assertThat(plan.status().exit().orElseThrow().reason()).isEqualTo("noproc");
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getReason()).isEqualTo(SpawnReasons.NO_PROCESS);
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getMessage()).contains("first");
        assertThat(plan.then()).containsExactly(new SpawnAction.Abandon(FIRST));
    }

    @Test
    void aFurtherAttemptWaitsForThemAgain() {
        // Given
        given.spawn = PlannedSpawn.spawn(
                spec -> spec.restartPolicy(io.kpool.crd.RestartPolicy.OnFailure).links(List.of("first")));
        given.ended(ExitReason.KILLED);
        given.news.clear();
        given.now = given.now.plusSeconds(60);
        given.start = new LinkRules.After(List.of(), List.of("first"));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.PARTNER_NOT_STARTED);
        assertThat(plan.status().exit().orElseThrow().reason()).isEqualTo("killed");
    }

    @Test
    void keepsItsPlaceWhileTheyDoNotRun() {
        // Given: its worker refused it, and it was placed elsewhere
        given.placed();
        given.news.put(FIRST, new RequestNews.Assigned(new Assignment(FIRST, new WorkerId("beta", 7), 42)));
        given.start = new LinkRules.After(List.of(), List.of("first"));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(given.spawn.lastStatus()));
    }

    @Test
    void anAssignmentOfAnEarlierLeaderIsLinkedToo() {
        // Given
        given.placed();
        given.news.clear();
        given.partners = Set.of(PARTNER);
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then())
                .containsExactly(new SpawnAction.Restore(
                        FIRST, ALPHA, new RecordedStart.NotStarted(), new FirstMoment(Set.of(PARTNER), List.of())));
    }

    @Test
    void waitsForAGroupThatIsMissing() {
        // Given
        given.spawn = PlannedSpawn.spawn(spec -> spec.groups(List.of("imaging", "video")));
        given.groups.put("video", "uid-1");
        given.take(new RequestNews.Waiting(PlacementFailure.NO_CAPACITY));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(condition(plan, SpawnConditions.PLACED).getReason()).isEqualTo(SpawnReasons.GROUP_NOT_FOUND);
        assertThat(condition(plan, SpawnConditions.PLACED).getMessage())
                .contains("imaging")
                .doesNotContain("video");
        assertThat(condition(plan, SpawnConditions.SUCCEEDED).getStatus()).isEqualTo("Unknown");
        assertThat(plan.then()).containsExactly(new SpawnAction.Abandon(FIRST));
    }

    @Test
    void goesWithItsGroupsAndNames() {
        // Given
        given.spawn = PlannedSpawn.spawn(spec -> spec.groups(List.of("imaging")).registerAs(List.of("thumbs")));
        given.groups.put("imaging", "uid-1");
        given.news.put(FIRST, new RequestNews.Assigned(PLACED));
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan.then())
                .containsExactly(new SpawnAction.Dispatch(
                        PLACED,
                        new FirstMoment(
                                Set.of(),
                                List.of(
                                        new Membership(Key.group("imaging"), "uid-1", 1),
                                        new Membership(Key.name("thumbs"), "", 1)))));
    }

    @Test
    void keepsItsPlaceWhileItsGroupIsGone() {
        // Given
        given.spawn = PlannedSpawn.spawn(spec -> spec.groups(List.of("imaging")));
        given.groups.put("imaging", "uid-1");
        given.placed();
        given.groups.clear();
        // When
        SpawnPlan plan = given.plan();
        // Then
        assertThat(plan).isEqualTo(SpawnPlan.report(given.spawn.lastStatus()));
    }

    @Test
    void anAssignmentOfAnEarlierLeaderIsInTheGroupsThatThereAre() {
        // Given
        given.spawn = PlannedSpawn.spawn(spec -> spec.groups(List.of("imaging", "gone")));
        given.groups.putAll(Map.of("imaging", "uid-1", "gone", "uid-2"));
        given.placed();
        given.news.clear();
        given.groups.remove("gone");
        // When
        SpawnPlan plan = given.plan();
        // Then
        FirstMoment bonds = new FirstMoment(Set.of(), List.of(new Membership(Key.group("imaging"), "uid-1", 1)));
        assertThat(plan.then())
                .containsExactly(new SpawnAction.Restore(FIRST, ALPHA, new RecordedStart.NotStarted(), bonds));
    }
}
