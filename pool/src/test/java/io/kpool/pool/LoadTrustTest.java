package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PlacementStrategy.ROTATION;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadTrustTest {
    private static final int SETTLED_LOAD = 10_000;

    private final PoolFixture pool = pool(LEAST_LOADED);

    @Test
    void aHostWhoseReportIsOldIsTheLastChoice() {
        // Given
        Stream.of("a", "b", "c").forEach(pool::serve);
        pool.after(LoadTrust.STALE_AFTER_MILLIS - 1_000);
        pool.load(worker("b"), 0, 5_000);
        pool.load(worker("c"), 0, 6_000);

        // When
        String before = pool.place();
        pool.after(1_000);
        List<String> after = List.of(pool.place(), pool.place());

        // Then
        assertThat(before).isEqualTo("a");
        assertThat(after).containsExactly("b", "c");
        assertThat(pool.state("a")).isEqualTo(HostState.READY);
    }

    @Test
    void itIsChosenAllTheSameWhenNoOtherHasRoom() {
        // Given
        Stream.of("a", "b").forEach(pool::serve);
        pool.admission("b", Admission.CORDONED);

        // When
        pool.after(LoadTrust.STALE_AFTER_MILLIS);

        // Then
        assertThat(pool.place()).isEqualTo("a");
    }

    @Test
    void itIsItselfAgainWithItsNextReport() {
        // Given
        Stream.of("a", "b").forEach(pool::serve);
        pool.after(LoadTrust.STALE_AFTER_MILLIS);
        pool.load(worker("b"), 0, 5_000);

        // When
        pool.load(worker("a"), 0, 0);

        // Then
        assertThat(pool.place()).isEqualTo("a");
    }

    @Test
    void oneThatHasJustComeGetsItsShareAndNotEverything() {
        // Given
        settle();

        // When
        pool.serve("d");
        List<String> chosen = Stream.generate(pool::place).limit(40).toList();

        // Then
        assertThat(Collections.frequency(chosen, "d")).isBetween(10, 12);
    }

    @Test
    void itGetsMoreFromSecondToSecond() {
        // Given
        settle();
        pool.serve("d");

        // When
        hearFor(LoadTrust.RAMP_MILLIS / 2);
        List<String> chosen = Stream.generate(pool::place).limit(8).toList();

        // Then: it counts half of what the others have
        assertThat(chosen.subList(0, 5)).containsOnly("d");
        assertThat(Collections.frequency(chosen, "d")).isLessThan(8);
    }

    /** Thirty sleeping commands once went 14, 8 and 8: what was on its way to the first of three hosts was held against the others, that had come later. */
    @Test
    void whatIsOnItsWayToTheOthersIsNotHeldAgainstIt() {
        // Given
        pool.serve("a");
        for (long passed = 0; passed < LoadTrust.RAMP_MILLIS; passed += 1_000) {
            pool.after(1_000);
            pool.load(worker("a"), 0, 0);
        }
        List.of("b", "c").forEach(pool::serve);

        // When
        List<String> chosen = Stream.generate(() -> {
                    pool.after(100);
                    return pool.place();
                })
                .limit(18)
                .toList();

        // Then
        assertThat(Stream.of("a", "b", "c").map(host -> Collections.frequency(chosen, host)))
                .containsOnly(6);
    }

    @Test
    void inTheEndItCountsAsWhatItReports() {
        // Given
        settle();
        pool.serve("d");

        // When
        hearFor(LoadTrust.RAMP_MILLIS);
        List<String> chosen = Stream.generate(pool::place).limit(10).toList();

        // Then
        assertThat(chosen).containsOnly("d");
    }

    @Test
    void whoComesBackOnAnotherStreamIsNoNewcomer() {
        // Given
        settle();
        pool.run(() -> pool.master.disconnected(worker("c"), pool.now));

        // When
        pool.hello(worker("c"));
        pool.load(worker("c"), 0, 0);
        List<String> chosen = Stream.generate(pool::place).limit(8).toList();

        // Then
        assertThat(chosen).containsOnly("c");
    }

    @Test
    void aFreshPoolHasNoNewcomers() {
        // Given
        Stream.of("a", "b", "c").forEach(pool::serve);
        pool.load(worker("a"), 0, SETTLED_LOAD);
        pool.load(worker("b"), 0, SETTLED_LOAD);

        // When
        List<String> chosen = Stream.generate(pool::place).limit(8).toList();

        // Then
        assertThat(chosen).containsOnly("c");
    }

    @Test
    void aRotationCaresForNeither() {
        // Given
        PoolFixture rotation = pool(ROTATION);
        List.of("a", "b").forEach(host -> rotation.hello(worker(host)));
        rotation.after(LoadTrust.STALE_AFTER_MILLIS);
        rotation.hello(worker("c"));

        // When
        List<String> chosen = Stream.generate(rotation::place).limit(6).toList();

        // Then
        assertThat(chosen).containsExactly("a", "b", "c", "a", "b", "c");
    }

    /** Three hosts serve for a while, equally loaded. */
    private void settle() {
        Stream.of("a", "b", "c").forEach(pool::serve);
        hearFor(LoadTrust.RAMP_MILLIS);
    }

    /** Time passes, and all say how they are: a, b, c busy, d idle if it is there. */
    private void hearFor(long millis) {
        for (long passed = 0; passed < millis; passed += 1_000) {
            pool.after(1_000);
            Stream.of("a", "b", "c").forEach(host -> pool.load(worker(host), 0, SETTLED_LOAD));
            if (pool.host("d").incarnation() > 0) {
                pool.load(worker("d"), 0, 0);
            }
        }
        pool.after(0);
    }

    private static PoolFixture pool(PlacementStrategy strategy) {
        return new PoolFixture(new PoolSettings(
                new PlacementSettings(strategy, WhenFull.WAIT, 3, 60_000),
                Stream.of("a", "b", "c", "d")
                        .map(name -> new HostSettings(name, 100, Admission.OPEN))
                        .toList()));
    }
}
