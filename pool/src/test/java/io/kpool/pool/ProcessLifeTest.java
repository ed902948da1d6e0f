package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.EPOCH;
import static io.kpool.pool.PoolFixture.normal;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Exited;
import io.kpool.pool.WorkerReport.Refused;
import io.kpool.pool.WorkerReport.Started;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessLifeTest {
    private static final StopOrder SHUTDOWN = new StopOrder(ExitReason.SHUTDOWN, 5_000);
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);
    private static final WorkerId A = worker("a");

    private final PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");

    @Test
    void goesFromAskingToBeingForgotten() {
        RequestId request = pool.submit();
        assertThat(pool.assignment(request)).contains(new Assignment(request, A, EPOCH));
        assertThat(pool.master.process(request)).contains(new ProcessState.Assigned(A));

        List<Effect> sent = pool.ledToBy(() -> pool.dispatch(request));
        assertThat(sent).containsExactly(new Effect.Dispatch(A, 1, request));
        assertThat(pool.master.process(request)).contains(new ProcessState.Dispatched(A));

        Pid pid = new Pid("demo", "a", 1, 9);
        List<Effect> started = pool.ledToBy(() -> pool.report(A, new Started(1, 9)));
        assertThat(started).containsExactly(new Effect.ProcessStarted(request, pid, pool.now));
        assertThat(pool.master.process(request)).contains(new ProcessState.Started(pid, pool.now));

        List<Effect> ended = pool.ledToBy(() -> pool.exit(pid));
        assertThat(ended).containsExactly(new Effect.ProcessEnded(request, normal()));
        assertThat(pool.master.process(request)).contains(new ProcessState.Ended(normal()));

        List<Effect> forgotten = pool.ledToBy(() -> pool.run(() -> pool.master.acknowledge(request, pool.now)));
        assertThat(forgotten).containsExactly(new Effect.AcknowledgeExit(A, 9));
        assertThat(pool.master.process(request)).isEmpty();
    }

    @Test
    void mayEndWithoutHavingStarted() {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();
        Exit exit = Exit.of(ExitReason.UNDEFINED_FUNCTION, "no such function", pool.now);

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.report(A, new Exited(command, 3, exit));
            pool.run(() -> pool.master.acknowledge(request, pool.now));
        });

        // Then
        assertThat(effects).containsExactly(new Effect.ProcessEnded(request, exit), new Effect.AcknowledgeExit(A, 3));
    }

    @Test
    void endsOnce() {
        // Given
        RequestId request = pool.submit();
        Pid pid = pool.start(request);

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.exit(pid);
            pool.exit(pid);
            pool.report(A, new Started(1, pid.serial()));
            pool.run(() -> pool.master.workerGone(A, GoneEvidence.CONTAINER_ENDED, pool.now));
        });

        // Then
        assertThat(effects).filteredOn(Effect.ProcessEnded.class::isInstance).hasSize(1);
        assertThat(effects).noneMatch(Effect.ProcessStarted.class::isInstance);
    }

    @Test
    void asksOnceHoweverOftenItIsAskedFor() {
        // Given
        RequestId request = pool.submit();

        // When
        PlacementRequest again =
                new PlacementRequest(request, new PlacementRequest.OnHost("b"), PlacementRequest.Patience.UNLIMITED);
        List<Effect> effects = pool.ledToBy(() -> pool.run(() -> pool.master.submit(again, pool.now)));

        // Then
        assertThat(effects).isEmpty();
    }

    @Test
    void dispatchesOnlyWhatIsDecidedStill() {
        // Given
        RequestId request = pool.submit();
        Assignment former = pool.assignment(request).orElseThrow();
        pool.run(() -> pool.master.workerGone(A, GoneEvidence.POD_GONE, pool.now));
        Assignment later = pool.assignment(request).orElseThrow();

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.run(() -> pool.master.dispatch(former, pool.now));
            pool.run(() -> pool.master.dispatch(later, pool.now));
            pool.run(() -> pool.master.dispatch(later, pool.now));
        });

        // Then
        assertThat(later.worker()).isEqualTo(worker("b"));
        assertThat(effects).containsExactly(new Effect.Dispatch(worker("b"), 1, request));
    }

    @Test
    void holdsACommandBackWhileItsWorkerIsSuspect() {
        // Given
        RequestId request = pool.submit();
        pool.after(3_000);

        // When
        boolean sentAtOnce = pool.dispatch(request).isPresent();
        List<Effect> later = pool.ledToBy(() -> pool.load(A, 0, 0));

        // Then
        assertThat(sentAtOnce).isFalse();
        assertThat(later).contains(new Effect.Dispatch(A, 1, request));
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SLOT", "NOT_SERVING"})
    void isPlacedAgainWhenItIsRefused(RefusalReason reason) {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new Refused(command, reason)));

        // Then
        assertThat(effects).containsExactly(new Effect.Assign(new Assignment(request, worker("b"), EPOCH)));
        assertThat(pool.host("a").use().processes()).isZero();
    }

    @Test
    void whoRefusedIsNotAskedBeforeItsNextReport() {
        // Given
        RequestId request = pool.submitTo("a");
        long command = pool.dispatch(request).orElseThrow();

        // When
        List<Effect> refused = pool.ledToBy(() -> pool.report(A, new Refused(command, RefusalReason.NO_SLOT)));
        RequestId younger = pool.submitTo("a");
        List<Effect> reported = pool.ledToBy(() -> pool.load(A, 1, 0));

        // Then
        assertThat(refused).containsExactly(new Effect.Wait(request, PlacementFailure.NO_CAPACITY));
        assertThat(reported)
                .containsExactly(
                        new Effect.Assign(new Assignment(request, A, EPOCH)),
                        new Effect.Assign(new Assignment(younger, A, EPOCH)));
    }

    @Test
    void endsWhenItsWorkerRanItBefore() {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new Refused(command, RefusalReason.ALREADY_SEEN)));

        // Then
        assertThat(effects).singleElement().satisfies(effect -> {
            Effect.ProcessEnded ended = (Effect.ProcessEnded) effect;
            assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION);
        });
    }

    @Test
    void leavesAllAsItIsWhenItsLeaderIsSuperseded() {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new Refused(command, RefusalReason.STALE_EPOCH)));

        // Then
        assertThat(effects).containsExactly(new Effect.Superseded(A));
        assertThat(pool.master.process(request)).contains(new ProcessState.Dispatched(A));
    }

    @Test
    void isPlacedElsewhereWhenItsWorkerIsLostBeforeThatIsDurable() {
        // Given
        RequestId undecided = pool.submitTo("a");
        RequestId durable = pool.submitTo("a");
        pool.run(() -> pool.master.disconnected(A, pool.now));
        pool.dispatch(durable);

        // When
        List<Effect> effects =
                pool.ledToBy(() -> pool.run(() -> pool.master.workerGone(A, GoneEvidence.CONTAINER_ENDED, pool.now)));

        // Then
        assertThat(effects).contains(new Effect.Wait(undecided, PlacementFailure.NO_NODE));
        assertThat(effects)
                .filteredOn(Effect.ProcessEnded.class::isInstance)
                .extracting(effect -> ((Effect.ProcessEnded) effect).request())
                .containsExactly(durable);
    }

    @Test
    void isNotAcknowledgedToAWorkerThatIsNoMore() {
        // Given
        RequestId request = pool.submit();
        Pid pid = pool.start(request);
        pool.exit(pid);
        pool.run(() -> pool.master.workerGone(A, GoneEvidence.CONTAINER_ENDED, pool.now));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.run(() -> pool.master.acknowledge(request, pool.now)));

        // Then
        assertThat(effects).isEmpty();
        assertThat(pool.master.process(request)).isEmpty();
    }

    @Test
    void isNotForgottenWhileItRuns() {
        // Given
        RequestId request = pool.submit();
        pool.start(request);

        // When
        pool.run(() -> pool.master.acknowledge(request, pool.now));

        // Then
        assertThat(pool.master.process(request)).isPresent();
    }
}
