package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FencingTest {

    @Property(tries = 200)
    void obeysNoEarlierLeaderThanTheLatest(@ForAll @Size(max = 20) List<@LongRange(min = 0, max = 10) Long> epochs) {
        EpochFence fence = new EpochFence();
        long highest = 0;
        for (long epoch : epochs) {
            assertThat(fence.admits(epoch)).isEqualTo(epoch >= highest);
            highest = Math.max(highest, epoch);
            assertThat(fence.highest()).isEqualTo(highest);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, 1000", "999, 1000, 1000", "1000, 1000, 1001", "5000, 1000, 5001"})
    void epochsGrowEvenIfTheClockGoesBack(long stored, long unixMillis, long expected) {
        assertThat(EpochFence.next(stored, unixMillis)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void runsNoAttemptTwice(@ForAll @Size(max = 60) List<@LongRange(min = 0, max = 29) Long> requests) {
        SeenAttempts seen = new SeenAttempts(10);
        Map<String, Integer> highest = new HashMap<>();
        for (long number : requests) {
            SpawnAttempt attempt = new SpawnAttempt("uid-" + number % 10, (int) (number / 10) + 1);

            assertThat(seen.admit(attempt)).isEqualTo(attempt.attempt() > highest.getOrDefault(attempt.uid(), 0));
            highest.merge(attempt.uid(), attempt.attempt(), Math::max);
        }
    }

    @Test
    void forgetsTheSpawnItSawLongestAgo() {
        // Given
        SeenAttempts seen = new SeenAttempts(2);
        SpawnAttempt old = new SpawnAttempt("old", 1);
        SpawnAttempt asked = new SpawnAttempt("asked", 1);
        seen.admit(asked);
        seen.admit(old);
        seen.admit(asked);

        // When
        seen.admit(new SpawnAttempt("new", 1));

        // Then
        assertThat(seen.admit(asked)).isFalse();
        assertThat(seen.admit(old)).isTrue();
    }

    @Test
    void remembersSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SeenAttempts(0));
    }
}
