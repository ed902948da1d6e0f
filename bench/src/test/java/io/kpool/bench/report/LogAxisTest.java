package io.kpool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogAxisTest {
    @Test
    void goesFromAPowerOfTenToAnother() {
        // When
        LogAxis axis = LogAxis.over(List.of(23.0, 1_600.0), 100, 300);
        // Then
        assertThat(axis.ticks()).containsExactly(10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(axis.x(10)).isEqualTo(100);
        assertThat(axis.x(100)).isEqualTo(200);
        assertThat(axis.x(10_000)).isEqualTo(400);
    }

    @Test
    void hasAWidthForOneNumberToo() {
        // When
        LogAxis axis = LogAxis.over(List.of(100.0), 0, 10);
        // Then
        assertThat(axis.ticks()).containsExactly(100.0, 1_000.0);
    }

    @Test
    void labelsShortly() {
        assertThat(List.of(0.01, 1.0, 100.0, 10_000.0, 1_000_000.0))
                .extracting(LogAxis::label)
                .containsExactly("0.01", "1", "100", "10 k", "1 M");
    }
}
