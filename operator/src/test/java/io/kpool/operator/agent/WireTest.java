package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.WorkerReport;
import io.kpool.protocol.agent.WorkerFrame;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void readsColumnsOfProcessesThatReturned() {
        WorkerFrame frame = WorkerFrame.newBuilder()
                .addStartedCommand(3)
                .addStartedSerial(8)
                .addReturnedSerial(8)
                .addReturnedMillis(1_700)
                .addReturnedSerial(5)
                .addReturnedMillis(1_701)
                .build();

        assertThat(Wire.beginnings(frame)).containsExactly(new WorkerReport.Started(3, 8));
        assertThat(Wire.ends(frame))
                .containsExactly(
                        new WorkerReport.Exited(0, 8, Exit.of(ExitReason.NORMAL, "", 1_700)),
                        new WorkerReport.Exited(0, 5, Exit.of(ExitReason.NORMAL, "", 1_701)));
        assertThat(Wire.answeredCommands(frame)).isEqualTo(1);
    }

    @Test
    void refusesColumnsOfDifferentLengths() {
        WorkerFrame frame = WorkerFrame.newBuilder().addReturnedSerial(8).build();

        assertThatThrownBy(() -> Wire.ends(frame)).isInstanceOf(IllegalArgumentException.class);
    }
}
