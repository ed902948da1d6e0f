package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    @Test
    void comesAtOnceAndThenLaterAndLater() {
        // Given
        RestartBackoff backoff = RestartBackoff.NONE;
        List<Long> delays = new ArrayList<>();

        // When
        for (int i = 0; i < 12; i++) {
            backoff = backoff.afterFailure(0, 5_000);
            delays.add(backoff.notBeforeMillis() - 5_000);
        }

        // Then
        assertThat(delays)
                .containsExactly(
                        0L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 64_000L, 128_000L, 256_000L, 300_000L,
                        300_000L);
    }

    @Test
    void isForgivenAfterAWhileOfBeingReady() {
        // Given
        RestartBackoff failing = RestartBackoff.NONE.afterFailure(0, 0).afterFailure(0, 0);

        // When
        RestartBackoff almost = failing.afterFailure(RestartBackoff.FORGIVEN_AFTER_MILLIS - 1, 0);
        RestartBackoff forgiven = failing.afterFailure(RestartBackoff.FORGIVEN_AFTER_MILLIS, 0);

        // Then
        assertThat(almost).isEqualTo(new RestartBackoff(3, 2_000));
        assertThat(forgiven).isEqualTo(new RestartBackoff(1, 0));
    }

    @Test
    void allowsFromItsTimeOn() {
        RestartBackoff backoff = new RestartBackoff(2, 1_000);

        assertThat(backoff.allows(999)).isFalse();
        assertThat(backoff.allows(1_000)).isTrue();
        assertThat(RestartBackoff.NONE.allows(0)).isTrue();
    }

    @Test
    void doesNotOverflow() {
        assertThat(new RestartBackoff(1_000_000, 0).afterFailure(0, 0).notBeforeMillis())
                .isEqualTo(RestartBackoff.LONGEST_MILLIS);
    }
}
