package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.kubectl.wire.Pid;
import org.junit.jupiter.api.Test;

class WorkerLinesTest {
    private static final String PROCESS = "alpha.1764000000.1";

    @Test
    void aPodIsCalledAfterItsPoolAndHost() {
        assertThat(WorkerLines.pod(new Pid("demo", PROCESS))).isEqualTo("demo-alpha");
    }

    @Test
    void aNameOfTheLongestLengthIsKept() {
        assertThat(WorkerLines.pod(new Pid("p".repeat(57), PROCESS))).isEqualTo("p".repeat(57) + "-alpha");
    }

    @Test
    void aLongNameIsThatOfTheOperator() {
        assertThat(WorkerLines.pod(new Pid("a".repeat(70), PROCESS))).isEqualTo("a".repeat(52) + "-520f31d61e");
    }

    @Test
    void aLongNameIsNotCutBehindADot() {
        String pool = "p".repeat(51) + "." + "x".repeat(80);

        assertThat(WorkerLines.pod(new Pid(pool, PROCESS))).isEqualTo("p".repeat(51) + "-6499369578");
    }
}
