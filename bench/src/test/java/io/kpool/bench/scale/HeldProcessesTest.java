package io.kpool.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.Membership;
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
    void tellsHowOftenAProcessStandsUnderAKey() {
        // Given
        long serial = processes.start(RequestId.getDefaultInstance(), 5);
        // When
        processes.stand(serial, membership("a", 1));
        processes.stand(serial, membership("b", 1));
        processes.stand(serial, membership("a", 2));
        processes.stand(serial, membership("b", 0));
        processes.stand(99, membership("a", 1));
        // Then
        assertThat(processes.inventory())
                .singleElement()
                .satisfies(page -> assertThat(page)
                        .flatExtracting(InventoryEntry::getMembershipList)
                        .containsExactly(membership("a", 2)));
    }

    @Test
    void hasNoSerialsOfWhatHasEnded() {
        // Given
        long first = processes.start(RequestId.getDefaultInstance(), 5);
        long second = processes.start(RequestId.getDefaultInstance(), 5);
        // When
        processes.end(first, ExitReason.KILLED, 6);
        // Then
        assertThat(processes.serials()).containsExactly(second);
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

    private static Membership membership(String group, int count) {
        return Membership.newBuilder()
                .setKey(Key.newBuilder().setKind(KeyKind.GROUP).setText(group))
                .setCount(count)
                .build();
    }
}
