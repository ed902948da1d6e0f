package io.kpool.pool;

import static io.kpool.pool.HostState.LOST;
import static io.kpool.pool.HostState.READY;
import static io.kpool.pool.HostState.SUSPECT;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PlacementStrategy.ROTATION;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private final PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");

    @Test
    void isSuspectAfterThreeSecondsOfSilenceAndThenGetsNothing() {
        // Given
        pool.serve("a");
        pool.after(2_999);
        HostState before = pool.state("a");

        // When
        pool.after(1);
        RequestId request = pool.submit();

        // Then
        assertThat(before).isEqualTo(READY);
        assertThat(pool.state("a")).isEqualTo(SUSPECT);
        assertThat(pool.hostOf(request)).isEmpty();
    }

    @Test
    void isLostAsTheIncarnationThatItWas() {
        // Given
        pool.serve("a");
        long incarnation = worker("a").incarnation();

        // When
        pool.after(10_000);
        HostView lost = pool.host("a");
        pool.run(() -> pool.master.workerStarting(new WorkerId("a", incarnation + 1), pool.now));
        HostView next = pool.host("a");

        // Then
        assertThat(lost.status().state()).isEqualTo(LOST);
        assertThat(lost.incarnation()).isZero();
        assertThat(lost.isOf(incarnation)).isTrue();
        assertThat(lost.isOf(incarnation + 1)).isFalse();
        assertThat(next.isOf(incarnation)).isFalse();
        assertThat(next.isOf(incarnation + 1)).isTrue();
    }

    @Test
    void servesAgainWhenItIsHeardAgain() {
        // Given
        pool.serve("a");
        pool.after(3_000);
        RequestId request = pool.submit();

        // When
        pool.load(worker("a"), 0, 0);

        // Then
        assertThat(pool.state("a")).isEqualTo(READY);
        assertThat(pool.hostOf(request)).contains("a");
    }

    @Test
    void isNotServedWithWhatItRefusesAsItComesBack() {
        // Given
        pool.serve("a");
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();
        pool.after(3_000);
        pool.submit();

        // When
        List<Effect> effects = pool.ledToBy(
                () -> pool.report(worker("a"), new WorkerReport.Refused(command, RefusalReason.NOT_SERVING)));

        // Then
        assertThat(effects).noneMatch(Effect.Assign.class::isInstance);
        assertThat(pool.state("a")).isEqualTo(READY);
    }

    @Test
    void isSuspectAtOnceWhenItsStreamBreaks() {
        // Given
        pool.serve("a");

        // When
        pool.run(() -> pool.master.disconnected(worker("a"), pool.now));

        // Then
        assertThat(pool.state("a")).isEqualTo(SUSPECT);
        assertThat(pool.host("a").status().reason()).isEqualTo(Problem.SILENT);
        assertThat(pool.hostOf(pool.submit())).isEmpty();
    }

    @Test
    void isReadyAgainOnANewStreamOnceThatSaidAll() {
        // Given
        pool.serve("a");
        pool.run(() -> pool.master.disconnected(worker("a"), pool.now));

        // When
        pool.hello(worker("a"));
        HostState withoutReport = pool.state("a");
        pool.load(worker("a"), 0, 0);

        // Then
        assertThat(withoutReport).isEqualTo(SUSPECT);
        assertThat(pool.state("a")).isEqualTo(READY);
        assertThat(pool.host("a").status().reason()).isEmpty();
    }

    @Test
    void isLostAfterTenSecondsOfSilenceOnce() {
        // Given
        pool.serve("a");
        long lastHeard = pool.now;
        pool.run(() -> pool.master.disconnected(worker("a"), pool.now));
        pool.after(9_999);
        HostState before = pool.state("a");

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.after(1);
            pool.after(10_000);
        });

        // Then
        assertThat(before).isEqualTo(SUSPECT);
        assertThat(pool.state("a")).isEqualTo(LOST);
        assertThat(effects)
                .containsOnlyOnce(new Effect.WorkerLost(worker("a"), lastHeard))
                .hasSize(2);
        assertThat(pool.master.fate(worker("a"))).isEqualTo(new WorkerFate.Silent(lastHeard, MasterLoss.NOT_TOLD));
    }

    @Test
    void aLostWorkerGoesByTheLongestTimeItWasTold() {
        // Given
        pool.serve("a");
        pool.master.welcomed(worker("a"), MasterLoss.ofSeconds(300));
        pool.hello(worker("a"));
        pool.master.welcomed(worker("a"), MasterLoss.ofSeconds(30));
        long lastHeard = pool.now;

        // When
        pool.after(10_000);

        // Then
        assertThat(pool.master.fate(worker("a")))
                .isEqualTo(new WorkerFate.Silent(lastHeard, MasterLoss.ofSeconds(300)));
    }

    @Test
    void whatALostWorkerHadGoesToNobodyInDoubt() {
        // Given
        pool.serve("a");
        RequestId request = pool.submit();
        pool.after(6_000);
        pool.serve("b");

        // When
        pool.after(4_000);

        // Then
        assertThat(pool.state("a")).isEqualTo(LOST);
        assertThat(pool.state("b")).isEqualTo(SUSPECT);
        assertThat(pool.master.process(request)).contains(new ProcessState.Queued());
    }

    @Test
    void aNewLeaderCountsSilenceFromTheMomentItServes() {
        // Given
        pool.after(60_000);
        pool.run(() -> pool.master.workerExpected(worker("a"), pool.now));

        // When
        pool.after(9_999);
        HostState before = pool.state("a");
        pool.after(1);

        // Then
        assertThat(before).isEqualTo(SUSPECT);
        assertThat(pool.state("a")).isEqualTo(LOST);
    }

    @Test
    void aLeaderThatStalledGivesNobodyUpForIt() {
        // Given
        pool.serve("a");

        // When
        pool.stall(60_000);
        HostState awake = pool.state("a");
        pool.after(9_000 - Listening.ATTENTIVE_MILLIS);
        HostState before = pool.state("a");
        pool.after(2_000);

        // Then
        assertThat(awake).isEqualTo(READY);
        assertThat(before).isEqualTo(SUSPECT);
        assertThat(pool.state("a")).isEqualTo(LOST);
    }

    @Test
    void aNewLeaderWaitsForAWorkerWhileOthersComeBack() {
        // Given
        pool.run(() -> pool.master.workerExpected(worker("a"), pool.now));
        pool.after(9_000);
        pool.serve("b");

        // When
        pool.after(9_999);
        HostState before = pool.state("a");
        pool.after(1);

        // Then
        assertThat(before).isEqualTo(SUSPECT);
        assertThat(pool.state("a")).isEqualTo(LOST);
    }

    @Test
    void aNewLeaderWaitsForNobodyLongerThanAMinute() {
        // Given
        PoolFixture large = PoolFixture.of(LEAST_LOADED, "a", "b", "c", "d", "e", "f", "g", "h", "i");
        large.run(() -> large.master.workerExpected(worker("a"), large.now));

        // When
        for (String host : List.of("b", "c", "d", "e", "f", "g", "h")) {
            large.after(9_000);
            large.serve(host);
        }
        HostState after63Seconds = large.state("a");
        large.after(6_999);
        HostState before = large.state("a");
        large.serve("i");
        large.after(1);

        // Then
        assertThat(after63Seconds).isEqualTo(SUSPECT);
        assertThat(before).isEqualTo(SUSPECT);
        assertThat(large.state("a")).isEqualTo(LOST);
    }

    @Test
    void keepsItsTurnInARotationWhileItIsSuspect() {
        // Given
        PoolFixture rotation = PoolFixture.of(ROTATION, "a", "b", "c");
        List.of("a", "b", "c").forEach(host -> rotation.hello(worker(host)));
        rotation.run(() -> rotation.master.disconnected(worker("a"), rotation.now));

        // When
        String passedOver = rotation.place();
        rotation.hello(worker("a"));
        List<String> chosen = List.of(rotation.place(), rotation.place(), rotation.place());

        // Then
        assertThat(passedOver).isEqualTo("b");
        assertThat(chosen).containsExactly("a", "c", "b");
    }

    @Test
    void countsTimeThatGoesBackAsTheLast() {
        // Given
        pool.serve("a");
        pool.after(2_000);
        pool.load(worker("a"), 0, 0);

        // When
        pool.now -= 60_000;
        pool.after(0);
        pool.now += 60_000;
        pool.after(2_999);

        // Then
        assertThat(pool.state("a")).isEqualTo(READY);
    }
}
