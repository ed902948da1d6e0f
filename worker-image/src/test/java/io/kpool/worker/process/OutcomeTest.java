package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.process.ExitReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void cutsLongMessagesBetweenCharacters() {
        String message =
                Outcome.failed(ExitReason.EXCEPTION, "x" + "ü".repeat(4096)).message();

        assertThat(message).startsWith("xü").endsWith("ü");
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSize(4095);
    }

    @Test
    void leavesOthersAlone() {
        assertThat(Outcome.failed(ExitReason.EXCEPTION, "grün").message()).isEqualTo("grün");
    }

    @Test
    void isNormalWithCodeZeroOnly() {
        assertThat(Outcome.exited(0, "").reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(Outcome.exited(3, "exit code 3").reason()).isEqualTo(ExitReason.EXIT_CODE);
    }
}
