package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.normal;
import static io.kpool.pool.PoolFixture.request;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Progress;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.InventoryEntry.Unkillable;
import io.kpool.pool.RecordedStart.NotStarted;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrayTest {
    private static final WorkerId A = worker("a");
    private static final RequestId REQUEST = request(100);
    private static final Pid PID = new Pid("demo", "a", 1, 5);
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");

    @Test
    void anAssignmentThatBecomesKnownLateIsTheProcessThatTheWorkerHas() {
        // Given
        List<Effect> before = pool.ledToBy(() -> pool.hello(A, entry(new Running(77))));

        // When
        List<Effect> after = pool.ledToBy(() -> restore(new NotStarted()));

        // Then
        assertThat(before).contains(new Effect.Stray(REQUEST, PID));
        assertThat(after).containsExactly(new Effect.ProcessStarted(REQUEST, PID, 77));
    }

    @Test
    void aClaimedProcessTellsAllThatHappened() {
        // Given
        pool.hello(A, entry(new Unkillable(77)));
        pool.report(A, new WorkerReport.Exited(0, 5, normal()));

        // When
        List<Effect> effects = pool.ledToBy(() -> restore(new NotStarted()));

        // Then
        assertThat(effects)
                .containsExactly(
                        new Effect.ProcessStarted(REQUEST, PID, 77), new Effect.ProcessEnded(REQUEST, normal()));
    }

    @Test
    void aStrayIsKilledAndForgotten() {
        // Given
        pool.hello(A, entry(new Running(77)));

        // When
        List<Effect> killed = pool.ledToBy(() -> pool.run(() -> pool.master.stopStray(PID, pool.now)));
        int slotsBefore = pool.host("a").use().slotsUsed();
        List<Effect> ended = pool.ledToBy(() -> pool.exit(PID));

        // Then
        assertThat(killed).containsExactly(new Effect.Signal(A, 5, KILL));
        assertThat(slotsBefore).isOne();
        assertThat(ended).containsExactly(new Effect.AcknowledgeExit(A, 5));
        assertThat(pool.host("a").use().slotsUsed()).isZero();
    }

    @Test
    void aStrayThatEndedIsForgotten() {
        // Given
        pool.hello(A, entry(new Exited(0, normal())));

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.run(() -> pool.master.stopStray(PID, pool.now));
            pool.run(() -> pool.master.stopStray(PID, pool.now));
        });

        // Then
        assertThat(effects).containsExactly(new Effect.AcknowledgeExit(A, 5));
    }

    @Test
    void aStrayWhoseOwnerGoesBeforeItClaimedItIsStopped() {
        // Given
        StopOrder order = new StopOrder(ExitReason.SHUTDOWN, 10_000);
        pool.hello(A, entry(new Running(77)));

        // When
        List<Effect> stopped = pool.ledToBy(() -> pool.run(() -> pool.master.stopStrays(REQUEST, order, pool.now)));
        List<Effect> ended = pool.ledToBy(() -> pool.exit(PID));

        // Then
        assertThat(stopped).containsExactly(new Effect.Signal(A, 5, order));
        assertThat(ended).containsExactly(new Effect.AcknowledgeExit(A, 5));
    }

    @Test
    void whatIsOwnedIsNoStray() {
        // Given
        restore(new NotStarted());
        pool.hello(A, entry(new Running(77)));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.run(() -> pool.master.stopStray(PID, pool.now)));

        // Then
        assertThat(effects).isEmpty();
    }

    private void restore(RecordedStart start) {
        pool.restore(REQUEST, "a", start);
    }

    private static InventoryEntry entry(Progress progress) {
        return new InventoryEntry(PID.serial(), REQUEST, progress);
    }
}
