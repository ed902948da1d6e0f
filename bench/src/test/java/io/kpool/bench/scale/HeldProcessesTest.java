package io.kpool.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.process.ExitReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldProcessesTest {
    private final HeldProcesses processes = new HeldProcesses();

    @Test
    void remembersAnEndUntilItIsAcknowledged() {
        // Given
        long serial = processes.start(RequestId.getDefaultInstance(), 5);
        // When
        processes.end(serial, ExitReason.KILLED, 6);
        // Then
        assertThat(processes.running()).isZero();
        assertThat(processes.inventory()).hasSize(1);
        assertThat(processes.inventory().getFirst())
                .extracting(entry -> entry.getExit().getReason())
                .containsExactly(ExitReason.KILLED);
        processes.acknowledged(serial);
        assertThat(processes.inventory()).isEmpty();
    }

    @Test
    void endsAProcessOnce() {
        // Given
        long serial = processes.start(RequestId.getDefaultInstance(), 5);
        processes.end(serial, ExitReason.KILLED, 6);
        // Then
        assertThat(processes.end(serial, ExitReason.KILLED, 7)).isEmpty();
        assertThat(processes.end(99, ExitReason.KILLED, 7)).isEmpty();
    }

    @Test
    void tellsItsInventoryInPages() {
        // When
        for (int i = 0; i < 2_500; i++) {
            processes.start(RequestId.getDefaultInstance(), 5);
        }
        // Then
        assertThat(processes.inventory()).extracting(List::size).containsExactly(1_000, 1_000, 500);
    }
}
