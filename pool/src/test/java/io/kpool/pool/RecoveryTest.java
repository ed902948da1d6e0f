package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.anywhere;
import static io.kpool.pool.PoolFixture.normal;
import static io.kpool.pool.PoolFixture.request;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.InventoryEntry.Accepted;
import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Progress;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.InventoryEntry.Unkillable;
import io.kpool.pool.RecordedStart.NotStarted;
import io.kpool.pool.RecordedStart.StartedAs;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final WorkerId A = worker("a");
    private static final RequestId REQUEST = request(100);
    private static final Pid PID = new Pid("demo", "a", 1, 5);
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");

    @Test
    void whatRanOnIsTheProcessThatWasAssigned() {
        // Given
        restore(new NotStarted());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A, entry(new Running(77))));

        // Then
        assertThat(effects).containsExactly(new Effect.ProcessStarted(REQUEST, PID, 77));
        assertThat(pool.master.process(REQUEST)).contains(new ProcessState.Started(PID, 77));
    }

    @Test
    void whatIsRecordedAsStartedIsNotToldAgain() {
        // Given
        restore(new StartedAs(PID, 77));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A, entry(new Running(77))));

        // Then
        assertThat(effects).isEmpty();
    }

    @Test
    void whatEndedMeanwhileIsTold() {
        // Given
        restore(new NotStarted());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A, entry(new Exited(77, normal()))));
        List<Effect> acknowledged = pool.ledToBy(() -> pool.run(() -> pool.master.acknowledge(REQUEST, pool.now)));

        // Then
        assertThat(effects)
                .containsExactly(
                        new Effect.ProcessStarted(REQUEST, PID, 77), new Effect.ProcessEnded(REQUEST, normal()));
        assertThat(acknowledged).containsExactly(new Effect.AcknowledgeExit(A, 5));
    }

    @Test
    void whatNeverArrivedIsSentThereAgain() {
        // Given
        restore(new NotStarted());

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A));

        // Then
        assertThat(effects).contains(new Effect.Dispatch(A, 1, REQUEST));
    }

    @Test
    void whatStartedAndIsNotThereIsNeverSentAgain() {
        // Given
        restore(new StartedAs(PID, 77));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A));

        // Then
        assertThat(effects).noneMatch(Effect.Dispatch.class::isInstance);
        assertThat(pool.all(Effect.ProcessEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
    }

    @Test
    void whatWasAcceptedStartsByItsSerial() {
        // Given
        restore(new NotStarted());
        pool.hello(A, entry(new Accepted()));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new WorkerReport.Started(0, 5)));

        // Then
        assertThat(pool.all(Effect.Dispatch.class)).isEmpty();
        assertThat(effects).containsExactly(new Effect.ProcessStarted(REQUEST, PID, pool.now));
    }

    @Test
    void whatIsToldBeforeItsPageOfTheInventoryIsNotLost() {
        // Given
        restore(new NotStarted());

        // When
        pool.report(A, new Hello(4));
        pool.report(A, new WorkerReport.Started(0, 5));
        pool.report(A, new WorkerReport.Exited(0, 5, normal()));
        pool.report(A, new Inventory(List.of(entry(new Accepted()))));
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new InventoryDone()));

        // Then
        assertThat(effects)
                .containsExactly(
                        new Effect.ProcessStarted(REQUEST, PID, pool.now), new Effect.ProcessEnded(REQUEST, normal()));
    }

    @Test
    void aWorkerThatDoesNotComeBackUsesTheAttemptUp() {
        // Given
        restore(new NotStarted());

        // When
        pool.after(10_000);

        // Then
        assertThat(pool.all(Effect.ProcessEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
        assertThat(pool.all(Effect.Assign.class)).isEmpty();
    }

    @Test
    void aWorkerThatIsNoMoreUsesTheAttemptUpAtOnce() {
        // Given
        pool.serve(new WorkerId("a", 2));

        // When
        List<Effect> effects = pool.ledToBy(() -> restore(new NotStarted()));

        // Then
        assertThat(effects).singleElement().isInstanceOf(Effect.ProcessEnded.class);
        assertThat(pool.state("a")).isEqualTo(HostState.READY);
    }

    @Test
    void anAssignmentThatBecomesKnownLateIsSentIfItsWorkerLacksIt() {
        // Given
        pool.serve("a");

        // When
        List<Effect> effects = pool.ledToBy(() -> restore(new NotStarted()));

        // Then
        assertThat(effects).containsExactly(new Effect.Dispatch(A, 1, REQUEST));
    }

    @Test
    void anUnkillableProcessIsFoundAgain() {
        // Given
        restore(new StartedAs(PID, 77));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(A, entry(new Unkillable(77))));

        // Then
        assertThat(effects).contains(new Effect.ProcessUnkillable(REQUEST, PID));
        assertThat(pool.host("a").use().unkillable()).isOne();
    }

    @Test
    void whatWasDecidedAnewGivesWayToWhatIsRecorded() {
        // Given: a leader that placed it before it read that an earlier one had
        pool.serve("b");
        pool.run(() -> pool.master.submit(anywhere(REQUEST), pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            restore(new NotStarted());
            pool.dispatch(REQUEST);
            pool.hello(A, entry(new Running(77)));
        });

        // Then
        assertThat(effects).noneMatch(Effect.Dispatch.class::isInstance);
        assertThat(effects).contains(new Effect.ProcessStarted(REQUEST, PID, 77));
        assertThat(pool.host("b").use().processes()).isZero();
    }

    @Test
    void whatWaitsGivesWayToWhatIsRecorded() {
        // Given
        pool.run(() -> pool.master.submit(anywhere(REQUEST), pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            restore(new NotStarted());
            pool.serve("b");
            pool.hello(A, entry(new Running(77)));
        });

        // Then
        assertThat(effects).noneMatch(Effect.Assign.class::isInstance);
        assertThat(effects).contains(new Effect.ProcessStarted(REQUEST, PID, 77));
        assertThat(pool.master.snapshot().load().queued()).isZero();
    }

    @Test
    void aReminderOfWhatIsKnownChangesNothing() {
        // Given
        pool.serve("a");
        RequestId request = pool.submit();

        // When
        List<Effect> assigned = pool.ledToBy(() -> pool.restore(request, "a", new NotStarted()));
        pool.start(request);
        List<Effect> started = pool.ledToBy(() -> pool.restore(request, "a", new NotStarted()));

        // Then
        assertThat(assigned).isEmpty();
        assertThat(started).isEmpty();
    }

    private void restore(RecordedStart start) {
        pool.restore(REQUEST, "a", start);
    }

    private static InventoryEntry entry(Progress progress) {
        return new InventoryEntry(PID.serial(), REQUEST, progress);
    }
}
