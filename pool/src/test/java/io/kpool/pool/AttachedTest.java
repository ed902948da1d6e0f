package io.kpool.pool;

import static io.kpool.pool.HostState.ABSENT;
import static io.kpool.pool.HostState.DRAINING;
import static io.kpool.pool.HostState.READY;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hosts whose workers someone else starts. */
class AttachedTest {
    private static final long DRAIN = 30_000;
    private static final WorkerId FIRST = new WorkerId("beta", PoolFixture.START / 1_000);

    private final PoolFixture pool = new PoolFixture(attached("beta"));

    @Test
    void isAbsentUntilItComes() {
        // When
        HostState before = pool.state("beta");
        come(newcomer());

        // Then
        assertThat(before).isEqualTo(ABSENT);
        assertThat(pool.state("beta")).isEqualTo(READY);
        assertThat(pool.host("beta").provision()).isEqualTo(Provision.ATTACHED);
    }

    @Test
    void getsTheTimeAsItsIncarnationAndNeverOneTwice() {
        // When
        WorkerId first = newcomer();
        come(first);
        WorkerId second = newcomer();

        // Then
        assertThat(first).isEqualTo(FIRST);
        assertThat(second).isEqualTo(new WorkerId("beta", FIRST.incarnation() + 1));
    }

    @Test
    void isNobodyWhereThePoolWantsNone() {
        assertThat(pool.master.newcomer("gamma", pool.now)).isEmpty();
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "beta"));
        assertThat(pool.master.newcomer("beta", pool.now)).isEmpty();
    }

    @Test
    void isNobodyWhileAWorkerOfThePoolsOwnIsThere() {
        // Given
        PoolFixture mixed = PoolFixture.ready(LEAST_LOADED, "beta");

        // When
        mixed.apply(attached("beta"));

        // Then
        assertThat(mixed.master.newcomer("beta", mixed.now)).isEmpty();
        assertThat(mixed.state("beta")).isEqualTo(READY);
    }

    @Test
    void theNewerOfTwoAgentsWinsAndTheFormerIsDismissed() {
        // Given
        come(newcomer());
        RequestId request = pool.submit();
        pool.start(request);

        // When
        WorkerId second = newcomer();
        List<Effect> effects = pool.ledToBy(() -> come(second));

        // Then
        assertThat(PoolFixture.only(Effect.Dismiss.class, effects))
                .extracting(Effect.Dismiss::worker)
                .containsExactly(FIRST);
        assertThat(PoolFixture.only(Effect.ProcessEnded.class, effects)).hasSize(1);
        assertThat(pool.host("beta").incarnation()).isEqualTo(second.incarnation());
        assertThat(pool.state("beta")).isEqualTo(READY);
    }

    @Test
    void isAbsentAgainWhenItIsLostAndSaysWhy() {
        // Given
        come(newcomer());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.after(10_000));

        // Then
        assertThat(pool.state("beta")).isEqualTo(ABSENT);
        assertThat(pool.host("beta").status().reason()).isEqualTo(Problem.SILENT);
        assertThat(effects).filteredOn(Effect.Dismiss.class::isInstance).hasSize(1);
    }

    @Test
    void saysThatItsTokenWasRefusedWhileItIsAbsent() {
        // When
        pool.run(() -> pool.master.hostFailed("beta", new Problem("TokenRefused", "whose?"), pool.now));
        pool.run(() -> pool.master.hostFailed("unknown", new Problem("TokenRefused", "whose?"), pool.now));

        // Then
        assertThat(pool.host("beta").status()).isEqualTo(new HostStatus(ABSENT, pool.now, "TokenRefused", "whose?"));
        assertThat(pool.master.snapshot().hosts()).hasSize(1);
    }

    @Test
    void isReleasedAtOnceWhenNothingRunsThere() {
        // Given
        come(newcomer());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.apply(attached()));

        // Then
        assertThat(PoolFixture.only(Effect.Dismiss.class, effects)).hasSize(1);
        assertThat(pool.master.snapshot().hosts()).isEmpty();
    }

    @Test
    void givesItsProcessesTheTimeToDrainThenEndsThem() {
        // Given
        come(newcomer());
        Pid pid = pool.startOne();

        // When
        pool.apply(attached());
        HostState draining = pool.state("beta");
        List<Effect> before = pool.ledToBy(() -> hearFor(DRAIN - 1_000));
        List<Effect> then = pool.ledToBy(() -> hearFor(1_000));

        // Then
        assertThat(draining).isEqualTo(DRAINING);
        assertThat(before).isEmpty();
        assertThat(PoolFixture.only(Effect.Signal.class, then))
                .singleElement()
                .satisfies(signal -> assertThat(signal.serial()).isEqualTo(pid.serial()))
                .satisfies(signal -> assertThat(signal.order().reason()).isEqualTo(ExitReason.SHUTDOWN));
    }

    @Test
    void isReleasedWhenAllExitsAreRecorded() {
        // Given
        come(newcomer());
        RequestId request = pool.submit();
        Pid pid = pool.start(request);
        pool.apply(attached());

        // When
        pool.exit(pid);
        List<Effect> unrecorded = pool.ledToBy(() -> pool.after(100));
        List<Effect> recorded = pool.ledToBy(() -> {
            pool.run(() -> pool.master.acknowledge(request, pool.now));
            pool.after(100);
        });

        // Then
        assertThat(unrecorded).isEmpty();
        assertThat(recorded).filteredOn(Effect.Dismiss.class::isInstance).hasSize(1);
    }

    @Test
    void isReleasedInTheEndWhateverRunsOnWhichIsToldAsLost() {
        // Given
        come(newcomer());
        RequestId request = pool.submit();
        pool.start(request);
        pool.apply(attached());

        // When
        List<Effect> effects = pool.ledToBy(() -> hearFor(DRAIN + 15_000));

        // Then
        assertThat(effects).filteredOn(Effect.Dismiss.class::isInstance).hasSize(1);
        assertThat(PoolFixture.only(Effect.ProcessEnded.class, effects))
                .singleElement()
                .satisfies(ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
    }

    @Test
    void whatHasNotBeenSentThereGoesElsewhere() {
        // Given
        pool.apply(attached("beta", "gamma"));
        come(newcomer());
        RequestId request = pool.submit();
        come(pool.master.newcomer("gamma", pool.now).orElseThrow());

        // When
        pool.apply(attached("gamma"));

        // Then
        assertThat(pool.hostOf(request)).contains("gamma");
    }

    @Test
    void staysWhenItIsNamedAgainBeforeItIsReleased() {
        // Given
        come(newcomer());
        pool.startOne();
        pool.apply(attached());
        hearFor(DRAIN - 1_000);

        // When
        pool.apply(attached("beta"));
        List<Effect> effects = pool.ledToBy(() -> hearFor(60_000));

        // Then
        assertThat(effects).isEmpty();
        assertThat(pool.state("beta")).isEqualTo(READY);
    }

    @Test
    void aNewLeaderLetsOneThatWasTakenOutTellOfItsProcesses() {
        // Given
        PoolFixture after = new PoolFixture(attached());

        // When
        after.report(FIRST, new Hello(4, Provision.ATTACHED));
        after.report(
                FIRST,
                new Inventory(List.of(
                        new InventoryEntry(1, PoolFixture.request(1), new InventoryEntry.Running(PoolFixture.START)))));
        after.report(FIRST, new InventoryDone());
        after.after(100);

        // Then
        assertThat(after.all(Effect.Stray.class)).hasSize(1);
        assertThat(after.all(Effect.Dismiss.class)).isEmpty();
        assertThat(after.state("beta")).isEqualTo(DRAINING);
    }

    @Test
    void aNewLeaderWaitsForItBeforeItSaysThatNobodyIsThere() {
        // Given
        PoolFixture after = new PoolFixture(new PoolSettings(
                new PlacementSettings(LEAST_LOADED, WhenFull.FAIL, 3, 60_000),
                List.of(new HostSettings("beta", 4, Admission.OPEN, Provision.ATTACHED))));

        // When
        after.submitLive();
        List<Effect> before = after.ledToBy(() -> after.after(9_999));
        List<Effect> then = after.ledToBy(() -> after.after(1));

        // Then
        assertThat(before).isEmpty();
        assertThat(then).filteredOn(Effect.Refuse.class::isInstance).hasSize(1);
    }

    private WorkerId newcomer() {
        return pool.master.newcomer("beta", pool.now).orElseThrow();
    }

    private void come(WorkerId worker) {
        pool.report(worker, new Hello(4, Provision.ATTACHED));
        pool.report(worker, new InventoryDone());
        pool.load(worker, 0, 0);
    }

    /** Time passes, and the worker is heard. */
    private void hearFor(long millis) {
        for (long passed = 0; passed < millis; passed += 1_000) {
            pool.load(FIRST, 0, 0);
            pool.after(1_000);
        }
    }

    private static PoolSettings attached(String... hosts) {
        return new PoolSettings(
                new PlacementSettings(LEAST_LOADED, WhenFull.WAIT, 3, 60_000),
                Stream.of(hosts)
                        .map(name -> new HostSettings(name, 4, Admission.OPEN, Provision.ATTACHED))
                        .toList(),
                DRAIN);
    }
}
