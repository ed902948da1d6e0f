package io.kpool.bench.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final int LARGEST_RESULT = 64 * 1024;

    @Test
    void travelAsText() {
        // Given
        Histogram nanos = Latencies.none();
        new SplittableRandom(1).longs(100_000, 1, 60_000_000_000L).forEach(nanos::recordValue);
        nanos.recordValueWithCount(20, 1_000);
        // When
        String text = Latencies.text(nanos);
        // Then
        assertThat(text).hasSizeLessThan(LARGEST_RESULT);
        assertThat(Latencies.parse(text)).isEqualTo(nanos);
    }

    @Test
    void areOfEachStep() throws Exception {
        // Given
        AtomicInteger steps = new AtomicInteger();
        // When
        String text = Latencies.repeated(7, steps::incrementAndGet);
        // Then
        assertThat(steps).hasValue(7);
        assertThat(Latencies.parse(text).getTotalCount()).isEqualTo(7);
    }
}
