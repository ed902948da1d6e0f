package io.kpool.operator.processgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessGroupStatusFactoryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void saysThatGroupsAreToCome() {
        ProcessGroupStatus status = ProcessGroupStatusFactory.status(group(), NOW);

        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.getType()).isEqualTo("Ready");
            assertThat(ready.getStatus()).isEqualTo("False");
            assertThat(ready.getReason()).isEqualTo("NotSupportedYet");
            assertThat(ready.getObservedGeneration()).isEqualTo(3);
        });
    }

    @Test
    void changesNothingWhenItWasSaid() {
        ProcessGroup group = group();
        group.setStatus(ProcessGroupStatusFactory.status(group, NOW));

        assertThat(ProcessGroupStatusFactory.status(group, NOW.plusSeconds(60))).isEqualTo(group.getStatus());
    }

    private static ProcessGroup group() {
        ProcessGroup group = new ProcessGroup();
        group.setMetadata(
                new ObjectMetaBuilder().withName("imaging").withGeneration(3L).build());
        return group;
    }
}
