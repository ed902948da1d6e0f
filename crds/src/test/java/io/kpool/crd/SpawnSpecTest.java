package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpawnSpecTest {
    @ParameterizedTest
    @CsvSource({"Never,,1", "Never,1,1", "OnFailure,,0", "OnFailure,0,0", "OnFailure,3,3", "Always,1,1"})
    void attemptsAreLimited(RestartPolicy policy, Integer maxAttempts, int limitOrZero) {
        SpawnSpec spec = SpawnSpecBuilder.builder()
                .restartPolicy(policy)
                .maxAttempts(maxAttempts)
                .build();
        assertThat(spec.attemptLimit().orElse(0)).isEqualTo(limitOrZero);
    }

    @Test
    void whatIsLeftOutIsAbsent() {
        SpawnSpec spec = SpawnSpecBuilder.builder().poolName("demo").build();
        assertThat(spec.java()).isEmpty();
        assertThat(spec.command()).isEmpty();
        assertThat(spec.host()).isEmpty();
        assertThat(spec.activeDeadline()).isEmpty();
        assertThat(spec.timeToLive()).isEmpty();
    }

    @Test
    void aTimeToLiveOfNothingIsThere() {
        SpawnSpec spec = SpawnSpecBuilder.builder().ttlSecondsAfterFinished(0).build();
        assertThat(spec.timeToLive()).contains(Duration.ZERO);
    }

    @Test
    void aSpawnThatHasEndedForGoodSaysWhen() {
        assertThat(SpawnStatus.NONE.finished()).isFalse();
        assertThat(SpawnStatusBuilder.builder()
                        .completionTime("2026-01-02T03:04:05Z")
                        .build()
                        .finished())
                .isTrue();
    }
}
