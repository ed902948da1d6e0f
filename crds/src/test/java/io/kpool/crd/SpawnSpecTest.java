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

    @ParameterizedTest
    @CsvSource({
        "1,0,1",
        "1,1,1",
        "1,2,2",
        "1,4,8",
        "1,9,256",
        "1,10,300",
        "3,2,6",
        "300,1,300",
        "1,1000000,300",
        "0,5,0"
    })
    void theBackOffDoublesUpToFiveMinutes(int backoffSeconds, int attempts, int seconds) {
        SpawnSpec spec =
                SpawnSpecBuilder.builder().backoffSeconds(backoffSeconds).build();
        assertThat(spec.backoffAfter(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "Never,normal,false",
        "Never,killed,false",
        "OnFailure,normal,false",
        "OnFailure,noconnection,true",
        "Always,normal,true",
        "Always,exception,true"
    })
    void restartsAsThePolicySays(RestartPolicy policy, String reason, boolean restarts) {
        assertThat(policy.restartsAfter(new Exit(reason, null, ""))).isEqualTo(restarts);
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
