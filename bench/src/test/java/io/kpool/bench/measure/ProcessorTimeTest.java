package io.kpool.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void isNotMisledByTheNameOfAProgram() {
        // Given
        String stat = "42 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 1 0";
        // Then
        assertThat(ProcessorTime.parse(stat)).isEqualTo(Duration.ofMillis(1_750));
    }

    @Test
    void growsWhileAProcessWorks() {
        // Given
        Map<String, Long> self = Map.of("self", ProcessHandle.current().pid());
        ProcessorTime before = ProcessorTime.now(self);
        // When
        long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        // Then
        assertThat(ProcessorTime.now(self).since(before).sum()).isPositive();
    }
}
