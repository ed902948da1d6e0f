package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.normal;
import static io.kpool.pool.PoolFixture.request;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Running;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectTest {
    private static final WorkerId A = worker("a");
    private static final RequestId REQUEST = request(100);
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");

    @Test
    void aNewStreamSendsAgainOnlyWhatTheWorkerLacks() {
        // Given
        pool.serve("a");
        RequestId arrived = pool.submit();
        RequestId lost = pool.submit();
        RequestId undecided = pool.submit();
        pool.dispatch(arrived);
        pool.dispatch(lost);
        pool.run(() -> pool.master.disconnected(A, pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A, new InventoryEntry(1, arrived, new Running(77))));

        // Then
        assertThat(effects)
                .filteredOn(Effect.Dispatch.class::isInstance)
                .containsExactly(new Effect.Dispatch(A, 1, lost));
        assertThat(effects).contains(new Effect.ProcessStarted(arrived, new Pid("demo", "a", 1, 1), 77));
        assertThat(pool.master.process(undecided)).contains(new ProcessState.Assigned(A));
        assertThat(pool.host("a").use().processes()).isEqualTo(3);
    }

    @Test
    void anOrderToStopOutlivesTheStream() {
        // Given
        pool.serve("a");
        RequestId running = pool.submit();
        RequestId lost = pool.submit();
        Pid pid = pool.start(running);
        pool.dispatch(lost);
        pool.run(() -> pool.master.disconnected(A, pool.now));
        pool.stop(running, KILL);
        pool.stop(lost, KILL);

        // When
        List<Effect> effects =
                pool.ledToBy(() -> pool.hello(A, new InventoryEntry(pid.serial(), running, new Running(77))));

        // Then
        assertThat(effects).contains(new Effect.Signal(A, pid.serial(), KILL));
        assertThat(effects).noneMatch(Effect.Dispatch.class::isInstance);
        assertThat(pool.all(Effect.ProcessEnded.class))
                .extracting(Effect.ProcessEnded::request)
                .containsExactly(lost);
    }

    @Test
    void anExitThatWaitsForItsRecordIsNotToldTwice() {
        // Given
        pool.serve("a");
        RequestId request = pool.submit();
        Pid pid = pool.start(request);
        pool.exit(pid);

        // When
        List<Effect> effects =
                pool.ledToBy(() -> pool.hello(A, new InventoryEntry(pid.serial(), request, new Exited(77, normal()))));

        // Then
        assertThat(effects).noneMatch(Effect.ProcessEnded.class::isInstance);
        assertThat(pool.ledToBy(() -> pool.run(() -> pool.master.acknowledge(request, pool.now))))
                .containsExactly(new Effect.AcknowledgeExit(A, pid.serial()));
    }

    @Test
    void anInventoryFillsTheSlots() {
        // Given
        pool.apply(PoolFixture.settings(LEAST_LOADED, PlacementSettings.WhenFull.WAIT, "a"));
        InventoryEntry[] running = new InventoryEntry[5];
        for (int i = 0; i < running.length; i++) {
            running[i] = new InventoryEntry(i + 1, request(200 + i), new Running(77));
        }

        // When
        pool.hello(A, running);
        pool.load(A, 0, 0);
        RequestId waits = pool.submit();

        // Then
        assertThat(pool.hostOf(waits)).isEmpty();
        assertThat(pool.host("a").use().slotsUsed()).isEqualTo(5);
    }

    private void restore(RecordedStart start) {
        pool.restore(REQUEST, "a", start);
    }
}
