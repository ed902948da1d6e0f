package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PlacementStrategy.ROTATION;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Hello;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The entries of the conformance list that the domain answers for, by their numbers there. */
class ConformanceTest {

    @ParameterizedTest
    @EnumSource(names = {"LEAST_LOADED", "PACKED"})
    @DisplayName("P1 a fresh pool uses the first host first, then the others in their order")
    void usesHostsInOrderAtFirst(PlacementStrategy strategy) {
        // Given
        PoolFixture pool = PoolFixture.ready(strategy, "gamma", "alpha", "beta");

        // When
        List<String> chosen = Stream.generate(pool::place).limit(12).toList();

        // Then
        List<String> expected = strategy == PlacementStrategy.PACKED
                ? List.of(
                        "gamma", "gamma", "gamma", "gamma", "alpha", "alpha", "alpha", "alpha", "beta", "beta", "beta",
                        "beta")
                : List.of(
                        "gamma", "alpha", "beta", "gamma", "alpha", "beta", "gamma", "alpha", "beta", "gamma", "alpha",
                        "beta");
        assertThat(chosen).isEqualTo(expected);
    }

    @Test
    @DisplayName("P1 a fresh rotation uses its hosts as they came; the list is the order of rotation")
    void rotatesAsHostsCame() {
        // Given
        PoolFixture pool = PoolFixture.of(ROTATION, "gamma", "alpha", "beta");
        Stream.of("gamma", "alpha", "beta").forEach(host -> pool.hello(worker(host)));

        // When
        List<String> chosen = Stream.generate(pool::place).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("gamma", "alpha", "beta", "gamma");
    }

    @Test
    @DisplayName("P2 in a rotation, whoever reports as little as the others is next")
    void rotationPrefersLastReport() {
        // Given
        PoolFixture pool = PoolFixture.of(ROTATION, "a", "b", "c");

        // When
        Stream.of("a", "b", "c").forEach(pool::serve);
        List<String> chosen = Stream.generate(pool::place).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("c", "b", "a", "c");
    }

    @Test
    @DisplayName("P3 in a rotation, a new member enters last and is chosen when its turn comes, whatever its load")
    void rotationReachesNewMember() {
        // Given
        PoolFixture pool = PoolFixture.ready(ROTATION, "a", "b", "c");
        pool.load(worker("a"), 0, 1_000);
        pool.load(worker("b"), 0, 2_000);

        // When
        pool.hello(new WorkerId("a", 2));
        List<String> chosen = Stream.generate(pool::place).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("c", "b", "a", "c");
    }

    @Test
    @DisplayName("P5 a worker that says Hello twice is one member")
    void helloTwice() {
        // Given
        PoolFixture pool = PoolFixture.of(ROTATION, "a", "b");
        pool.hello(worker("a"));
        pool.hello(worker("b"));

        // When
        pool.hello(worker("a"));
        List<String> chosen = Stream.generate(pool::place).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("a", "b", "a", "b");
        assertThat(pool.master.snapshot().hosts()).hasSize(2);
    }

    @Test
    @DisplayName("P6 a lost worker leaves, its work ends with noconnection once and is not run again")
    void lostWorker() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");
        RequestId request = pool.submit();
        pool.start(request);

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
            pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now));
        });

        // Then
        assertThat(effects.stream().filter(Effect.ProcessEnded.class::isInstance))
                .singleElement()
                .satisfies(effect -> {
                    Effect.ProcessEnded ended = (Effect.ProcessEnded) effect;
                    assertThat(ended.request()).isEqualTo(request);
                    assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION);
                });
        assertThat(effects).noneMatch(Effect.Assign.class::isInstance);
        assertThat(Stream.generate(pool::place).limit(4)).containsOnly("b");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P7 a late report of a removed worker neither brings it back nor harms the pool")
    void lateReport(PlacementStrategy strategy) {
        // Given
        PoolFixture pool = PoolFixture.ready(strategy, "a", "b");
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.load(worker("a"), 0, 0);
            pool.load(worker("stranger"), 0, 9_000);
        });

        // Then
        assertThat(effects).isEmpty();
        assertThat(pool.master.snapshot().ignoredReports()).isEqualTo(2);
        assertThat(pool.place()).isEqualTo("b");
    }

    @Test
    @DisplayName("P7 a removed worker that says Hello again is dismissed")
    void lateHello() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(worker("a"), new Hello(4)));

        // Then
        assertThat(effects).containsExactly(new Effect.Dismiss(worker("a"), "worker a.1 was given up"));
    }
}
