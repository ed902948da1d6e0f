package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void doublesFromASecondToFiveMinutes() {
        assertThat(IntStream.rangeClosed(1, 11).mapToObj(BackOff.START::after).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    }

    @Test
    void asksAgainForARefusedPodEveryHalfMinuteAtTheLatest() {
        assertThat(BackOff.REFUSAL.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(BackOff.REFUSAL.after(100)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void neverOverflows() {
        assertThat(BackOff.START.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
    }
}
