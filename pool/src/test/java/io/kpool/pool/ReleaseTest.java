package io.kpool.pool;

import static io.kpool.pool.HostState.DRAINING;
import static io.kpool.pool.HostState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts whose workers someone else starts: how the pool lets them go. */
class ReleaseTest {
    private final AttachedHosts attached = new AttachedHosts("beta");
    private final PoolFixture pool = attached.pool;

    @Test
    void isReleasedAtOnceWhenNothingRunsThere() {
        // Given
        attached.come(attached.newcomer());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.apply(AttachedHosts.settings()));

        // Then
        assertThat(PoolFixture.only(Effect.Dismiss.class, effects)).hasSize(1);
        assertThat(pool.master.snapshot().hosts()).isEmpty();
    }

    @Test
    void givesItsProcessesTheTimeToDrainThenEndsThem() {
        // Given
        attached.come(attached.newcomer());
        Pid pid = pool.startOne();

        // When
        pool.apply(AttachedHosts.settings());
        HostState draining = pool.state("beta");
        List<Effect> before = pool.ledToBy(() -> attached.hearFor(AttachedHosts.DRAIN - 1_000));
        List<Effect> then = pool.ledToBy(() -> attached.hearFor(1_000));

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
        attached.come(attached.newcomer());
        RequestId request = pool.submit();
        Pid pid = pool.start(request);
        pool.apply(AttachedHosts.settings());

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
        attached.come(attached.newcomer());
        RequestId request = pool.submit();
        pool.start(request);
        pool.apply(AttachedHosts.settings());

        // When
        List<Effect> effects = pool.ledToBy(() -> attached.hearFor(AttachedHosts.DRAIN + 15_000));

        // Then
        assertThat(effects).filteredOn(Effect.Dismiss.class::isInstance).hasSize(1);
        assertThat(PoolFixture.only(Effect.ProcessEnded.class, effects))
                .singleElement()
                .satisfies(ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
    }

    @Test
    void whatHasNotBeenSentThereGoesElsewhere() {
        // Given
        pool.apply(AttachedHosts.settings("beta", "gamma"));
        attached.come(attached.newcomer());
        RequestId request = pool.submit();
        attached.come(pool.master.newcomer("gamma", pool.now).orElseThrow());

        // When
        pool.apply(AttachedHosts.settings("gamma"));

        // Then
        assertThat(pool.hostOf(request)).contains("gamma");
    }

    @Test
    void staysWhenItIsNamedAgainBeforeItIsReleased() {
        // Given
        attached.come(attached.newcomer());
        pool.startOne();
        pool.apply(AttachedHosts.settings());
        attached.hearFor(AttachedHosts.DRAIN - 1_000);

        // When
        pool.apply(AttachedHosts.settings("beta"));
        List<Effect> effects = pool.ledToBy(() -> attached.hearFor(60_000));

        // Then
        assertThat(effects).isEmpty();
        assertThat(pool.state("beta")).isEqualTo(READY);
    }

    @Test
    void aNewLeaderLetsOneThatWasTakenOutTellOfItsProcesses() {
        // Given
        PoolFixture after = new PoolFixture(AttachedHosts.settings());

        // When
        after.report(AttachedHosts.FIRST, new Hello(4, Provision.ATTACHED));
        after.report(
                AttachedHosts.FIRST,
                new Inventory(List.of(
                        new InventoryEntry(1, PoolFixture.request(1), new InventoryEntry.Running(PoolFixture.START)))));
        after.report(AttachedHosts.FIRST, new InventoryDone());
        after.after(100);

        // Then
        assertThat(after.all(Effect.Stray.class)).hasSize(1);
        assertThat(after.all(Effect.Dismiss.class)).isEmpty();
        assertThat(after.state("beta")).isEqualTo(DRAINING);
    }
}
