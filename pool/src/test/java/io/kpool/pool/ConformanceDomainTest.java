package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PlacementStrategy.ROTATION;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Hello;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The entries of the conformance list that the domain answers for, by their numbers there. */
class ConformanceDomainTest {

    @ParameterizedTest
    @EnumSource(names = {"LEAST_LOADED", "PACKED"})
    @DisplayName("P1 a fresh pool uses the first host first, then the others in their order")
    void p1_usesHostsInTheirOrderAtFirst(PlacementStrategy strategy) {
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
    void p1_aRotationUsesHostsAsTheyCame() {
        // Given
        PoolFixture pool = PoolFixture.of(ROTATION, "gamma", "alpha", "beta");
        Stream.of("gamma", "alpha", "beta").forEach(host -> pool.hello(worker(host)));

        // When
        List<String> chosen = Stream.generate(pool::place).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("gamma", "alpha", "beta", "gamma");
    }

    @ParameterizedTest(name = "P2 [{0}]: {1} reports {2}: [{3}]")
    @CsvSource(delimiter = '|', textBlock = """
            0,m 999999,a 999999,b   | m | 0 | 0,m 999999,a 999999,b
            1000000,a 1000000,b 2,m | b | 0 | 0,b 1000000,a 2,m
            1,m 1,a 1,b             | b | 1 | 1,b 1,m 1,a
            1,m 1,a 1,b             | a | 3 | 1,m 1,b 3,a
            0,m 2,a 2,b             | m | 2 | 2,a 2,b 2,m
            0,m 2,a 2,b             | a | 0 | 0,a 0,m 2,b
            5,a 0,b 3,c             | b | 7 | 5,a 3,c 7,b
            5,a 0,b 3,c             | b | 2 | 2,b 5,a 3,c
            """)
    void p2_theVectorsOfReports(String before, String member, long load, String after) {
        // Given
        RotationList<String> list = new RotationList<>();
        Map<String, RotationList.Entry<String>> entries = new HashMap<>();
        for (String entry : before.split(" ")) {
            String[] parts = entry.split(",");
            entries.put(parts[1], list.append(parts[1], Long.parseLong(parts[0])));
        }

        // When
        list.report(entries.get(member), load);

        // Then
        assertThat(list.entries())
                .extracting(entry -> entry.load() + "," + entry.member())
                .containsExactly(after.split(" "));
    }

    @Test
    @DisplayName("P2 get_node x4 of [{0,m},{999999,a},{999999,b}]: m, a, b, m")
    void p2_theVectorOfRotation() {
        // Given
        RotationList<String> list = new RotationList<>();
        list.append("m", 0);
        list.append("a", RotationList.ENTRY_LOAD);
        list.append("b", RotationList.ENTRY_LOAD);

        // When
        List<String> chosen =
                Stream.generate(() -> list.rotate().orElseThrow()).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("m", "a", "b", "m");
        assertThat(list.entries())
                .extracting(entry -> entry.load() + "," + entry.member())
                .containsExactly("1000000,a", "1000000,b", "2,m");
    }

    @Test
    @DisplayName("P2 in a rotation, whoever reports as little as the others is next")
    void p2_whoReportsAsLittleAsTheOthersIsNext() {
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
    void p3_aNewMemberEntersLastAndIsChosenWhenItsTurnComes() {
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
    void p5_helloTwiceIsOneMember() {
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
    void p6_aLostWorkerLeavesAndItsWorkIsNotRunAgain() {
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
    void p7_aLateReportOfARemovedWorkerChangesNothing(PlacementStrategy strategy) {
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
    void p7_aRemovedWorkerThatSaysHelloIsDismissed() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(worker("a"), new Hello(4)));

        // Then
        assertThat(effects).containsExactly(new Effect.Dismiss(worker("a"), "worker a.1 was given up"));
    }
}
