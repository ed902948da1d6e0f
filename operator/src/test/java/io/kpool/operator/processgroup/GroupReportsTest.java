package io.kpool.operator.processgroup;

import static io.kpool.operator.processgroup.Members.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupStatus;
import io.kpool.crd.ProcessGroupStatusBuilder;
import io.kpool.operator.processgroup.GroupReports.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupReportsTest {
    private final List<Integer> written = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final GroupReports reports = new GroupReports((any, happening, now) -> told.add(happening.reason()));
    private final ProcessGroup group = Members.group(0);

    GroupReportsTest() {
        group.setStatus(status(0, "TakesMembers"));
    }

    @Test
    void writesNumbersEveryFiveSecondsAtMost() {
        // When
        tell(1, NOW);
        Optional<Long> again = tell(2, NOW.plusSeconds(2));
        tell(3, NOW.plusSeconds(5));
        // Then
        assertThat(written).containsExactly(1, 3);
        assertThat(again)
                .hasValueSatisfying(millis -> assertThat(Duration.ofMillis(millis))
                        .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_010)));
        assertThat(told).isEmpty();
    }

    @Test
    void writesNothingWhereNothingChanged() {
        assertThat(tell(0, NOW)).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void writesAndTellsAnotherReasonAtOnce() {
        // Given
        tell(1, NOW);
        // When
        reports.tell(new Report(group, status(2, "MembersStarting"), Instant.MAX, NOW), this::write);
        // Then
        assertThat(written).containsExactly(1, 2);
        assertThat(told).containsExactly("MembersStarting");
    }

    private Optional<Long> tell(int members, Instant now) {
        return reports.tell(new Report(group, status(members, "TakesMembers"), Instant.MAX, now), this::write)
                .getScheduleDelay();
    }

    private void write(ProcessGroup next) {
        written.add(next.lastStatus().members());
        group.setStatus(next.lastStatus());
    }

    private static ProcessGroupStatus status(int members, String reason) {
        return ProcessGroupStatusBuilder.builder()
                .members(members)
                .observedGeneration(3L)
                .conditions(List.of(new ConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason(reason)
                        .withMessage("")
                        .build()))
                .build();
    }
}
