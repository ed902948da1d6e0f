package io.kpool.operator.processgroup;

import static io.kpool.operator.processgroup.Members.NOW;
import static io.kpool.operator.processgroup.Members.createdAt;
import static io.kpool.operator.processgroup.Members.ended;
import static io.kpool.operator.processgroup.Members.inPlaceOf;
import static io.kpool.operator.processgroup.Members.running;
import static io.kpool.operator.processgroup.Members.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.processgroup.GroupPlan.NewMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPlannerTest {

    @Test
    void makesThoseThatAreMissing() {
        GroupPlan plan = GroupPlanner.plan(5, List.of(running("a"), waiting("b")), NOW);

        assertThat(plan.create()).containsExactly(NewMember.FRESH, NewMember.FRESH, NewMember.FRESH);
        assertThat(plan.delete()).isEmpty();
        assertThat(plan.lookAgain()).isEqualTo(Instant.MAX);
    }

    @Test
    void doesNothingWhereAllLive() {
        assertThat(GroupPlanner.plan(2, List.of(running("a"), waiting("b")), NOW))
                .isEqualTo(GroupPlan.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noconnection", "shutdown"})
    void replacesAtOnceWhoseWorkerIsGone(String reason) {
        GroupPlan plan = GroupPlanner.plan(1, List.of(ended("a", reason, 1)), NOW);

        assertThat(plan.create()).containsExactly(NewMember.FRESH);
    }

    @Test
    void replacesAtOnceWhoRanForLong() {
        GroupPlan plan = GroupPlanner.plan(1, List.of(ended("a", "exception", 10, 8)), NOW);

        assertThat(plan.create()).containsExactly(NewMember.FRESH);
        assertThat(plan.resting()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "7, 128", "8, 256", "9, 300", "1000000, 300"})
    void waitsTwiceAsLongAfterEachThatEndedQuickly(int failures, int seconds) {
        // Given
        Member ended = ended("a", "normal", 9, failures);
        Instant due = NOW.plusSeconds(seconds);
        // Then
        GroupPlan before = GroupPlanner.plan(1, List.of(ended), due.minusMillis(1));
        assertThat(before.create()).isEmpty();
        assertThat(before.delete()).isEmpty();
        assertThat(before.resting()).containsExactly(ended);
        assertThat(before.lookAgain()).isEqualTo(due);
        assertThat(GroupPlanner.plan(1, List.of(ended), due).create())
                .containsExactly(new NewMember(failures + 1, "a"));
    }

    @Test
    void oneThatEndsQuicklyDoesNotHoldUpTheOthers() {
        // Given
        List<Member> members =
                List.of(ended("crashes", "exception", 1, 5), ended("lost", "noconnection", 1), running("fine"));
        // When
        GroupPlan plan = GroupPlanner.plan(3, members, NOW);
        // Then
        assertThat(plan.create()).containsExactly(NewMember.FRESH);
        assertThat(plan.lookAgain()).isEqualTo(NOW.plus(Duration.ofSeconds(32)));
    }

    @Test
    void aPlaceIsFilledOnce() {
        // Given
        Member first = ended("first", "exception", 1);
        Member second = inPlaceOf(first, running("second"));
        // When
        GroupPlan plan = GroupPlanner.plan(2, List.of(first, second), NOW.plusSeconds(2));
        // Then
        assertThat(plan.create()).containsExactly(NewMember.FRESH);
    }

    @Test
    void aChangedTemplateIsTriedAtOnce() {
        Member ended = Members.ofFormerTemplate(ended("a", "exception", 1, 8));

        assertThat(GroupPlanner.plan(1, List.of(ended), NOW).create()).containsExactly(NewMember.FRESH);
    }

    @Test
    void endsThoseThatDoNotRunFirstAndThenTheNewest() {
        // Given
        Member old = createdAt(NOW.minusSeconds(3), running("old"));
        Member newer = createdAt(NOW.minusSeconds(1), running("newer"));
        Member waits = createdAt(NOW.minusSeconds(9), waiting("waits"));
        List<Member> members = List.of(old, newer, waits);
        // Then
        assertThat(GroupPlanner.plan(2, members, NOW).delete()).containsExactly(waits);
        assertThat(GroupPlanner.plan(1, members, NOW).delete()).containsExactly(waits, newer);
        assertThat(GroupPlanner.plan(0, members, NOW).delete()).containsExactly(waits, newer, old);
    }

    @Test
    void keepsTheLastThreeThatFailedAndNobodyElse() {
        // Given
        List<Member> members = List.of(
                ended("e1", "exception", 11),
                ended("e2", "exit_code", 12),
                ended("e3", "killed", 13),
                ended("e4", "noconnection", 14),
                ended("fine", "normal", 15),
                running("alive"));
        // When
        GroupPlan plan = GroupPlanner.plan(1, members, NOW);
        // Then
        assertThat(plan.delete()).extracting(Member::name).containsExactly("e1", "fine");
    }

    @Test
    void keepsThoseWhosePlacesAreNotFilledYet() {
        // Given
        List<Member> members =
                IntStream.range(0, 5).mapToObj(i -> ended("e" + i, "normal", 1)).toList();
        // Then
        assertThat(GroupPlanner.plan(5, members, NOW).delete()).isEmpty();
        assertThat(GroupPlanner.plan(2, members, NOW).delete()).hasSize(3);
    }

    @Test
    void makesManyInSeveralGoes() {
        GroupPlan plan = GroupPlanner.plan(1_000, List.of(), NOW);

        assertThat(plan.create()).hasSize(GroupPlanner.BATCH);
        assertThat(plan.lookAgain()).isEqualTo(NOW);
    }
}
