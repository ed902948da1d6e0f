package io.kpool.operator.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Instant EARLIER = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T13:00:00.123Z");

    @Test
    void aConditionWhoseStatusStaysKeepsItsTransitionTime() {
        List<Condition> before = Conditions.after(List.of(), 1, EARLIER)
                .no("Ready", "One", "one")
                .list();

        List<Condition> after =
                Conditions.after(before, 2, NOW).no("Ready", "Two", "two").list();

        assertThat(after).singleElement().satisfies(condition -> {
            assertThat(condition.getLastTransitionTime()).isEqualTo("2026-03-01T12:00:00Z");
            assertThat(condition.getReason()).isEqualTo("Two");
            assertThat(condition.getMessage()).isEqualTo("two");
            assertThat(condition.getObservedGeneration()).isEqualTo(2);
        });
    }

    @Test
    void aConditionWhoseStatusChangesGetsTheTimeOfTheChange() {
        List<Condition> before =
                Conditions.after(List.of(), 1, EARLIER).no("Ready", "One", "").list();

        List<Condition> after =
                Conditions.after(before, 1, NOW).yes("Ready", "Two", "").list();

        assertThat(after)
                .singleElement()
                .extracting(Condition::getStatus, Condition::getLastTransitionTime)
                .containsExactly("True", "2026-03-01T13:00:00Z");
    }

    @Test
    void keepsTheOrderInWhichTheyAreSetAndDropsTheOthers() {
        List<Condition> before =
                Conditions.after(List.of(), 1, EARLIER).yes("Old", "R", "").list();

        List<Condition> after = Conditions.after(before, 1, NOW)
                .unknown("Second", "R", "")
                .yes("First", "R", "")
                .list();

        assertThat(after).extracting(Condition::getType).containsExactly("Second", "First");
        assertThat(Conditions.of("Second", after)).map(Condition::getStatus).contains("Unknown");
        assertThat(Conditions.of("Old", after)).isEmpty();
    }

    @Test
    void asksForAReason() {
        Conditions conditions = Conditions.after(List.of(), 1, NOW);

        assertThatIllegalArgumentException().isThrownBy(() -> conditions.yes("Ready", "", ""));
    }
}
