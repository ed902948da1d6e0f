package io.kpool.pool;

import static io.kpool.pool.CallersRequests.placement;
import static io.kpool.pool.CallersRequests.request;
import static io.kpool.pool.CallersRequests.submit;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.only;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.InventoryEntry.Accepted;
import io.kpool.pool.InventoryEntry.Exited;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests of callers across a change of leader: what workers have of them, and what is asked for again. */
class RecallTest {

    @Test
    void adoptsWhatAWorkerHasFromBefore() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        Exit exit = PoolFixture.normal();
        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(
                worker("a"),
                new InventoryEntry(1, request(1), new Running(5)),
                new InventoryEntry(2, request(2), new Exited(6, exit)),
                new InventoryEntry(3, request(3), new Accepted())));
        // Then
        Pid first = new Pid("demo", "a", 1, 1);
        Pid second = new Pid("demo", "a", 1, 2);
        assertThat(only(Effect.Stray.class, effects)).isEmpty();
        assertThat(effects.stream().filter(RecallTest::isOfARequest))
                .containsExactly(
                        new Effect.Adopted(request(1), first),
                        new Effect.ProcessStarted(request(1), first, 5),
                        new Effect.Adopted(request(2), second),
                        new Effect.ProcessStarted(request(2), second, 6),
                        new Effect.ProcessEnded(request(2), exit),
                        new Effect.Adopted(request(3), new Pid("demo", "a", 1, 3)));
        assertThat(pool.host("a").use().processes()).isEqualTo(2);
    }

    @Test
    void adoptsNothingTwice() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        InventoryEntry entry = new InventoryEntry(1, request(1), new Running(5));
        pool.hello(worker("a"), entry);
        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(worker("a"), entry));
        // Then
        assertThat(effects.stream().filter(RecallTest::isOfARequest)).isEmpty();
    }

    @Test
    void isNobodysIfItRunsElsewhereAlready() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        submit(pool, 1);
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "a", "b"));
        // When
        List<Effect> effects =
                pool.ledToBy(() -> pool.hello(worker("b"), new InventoryEntry(7, request(1), new Running(5))));
        // Then
        assertThat(only(Effect.Stray.class, effects))
                .containsExactly(new Effect.Stray(request(1), new Pid("demo", "b", 1, 7)));
    }

    @Test
    void aRepeatedRequestWaitsForTheSurvey() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        // When
        List<Effect> before = pool.ledToBy(() -> recall(pool, 1));
        List<Effect> after = pool.ledToBy(() -> pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now)));
        // Then
        assertThat(before).isEmpty();
        assertThat(after).containsExactly(new Effect.Dispatch(worker("a"), 1, request(1)));
    }

    @Test
    void aRepeatedRequestWaitsForEveryWorkerAndIsFound() {
        // Given
        PoolFixture pool = surveyed("a", "b");
        pool.serve("a");
        recall(pool, 1);
        // When
        List<Effect> effects =
                pool.ledToBy(() -> pool.hello(worker("b"), new InventoryEntry(7, request(1), new Running(5))));
        // Then
        Pid pid = new Pid("demo", "b", 1, 7);
        assertThat(effects.stream().filter(RecallTest::isOfARequest))
                .containsExactly(new Effect.Adopted(request(1), pid), new Effect.ProcessStarted(request(1), pid, 5));
        assertThat(only(Effect.Dispatch.class, pool.effects)).isEmpty();
    }

    @Test
    void aRepeatedRequestThatNobodyHasIsPlaced() {
        // Given
        PoolFixture pool = surveyed("a", "b");
        pool.serve("a");
        recall(pool, 1);
        // When
        List<Effect> effects = pool.ledToBy(() -> pool.serve("b"));
        // Then
        assertThat(only(Effect.Dispatch.class, effects)).hasSize(1);
    }

    @Test
    void aRepeatedRequestOfWhichALostWorkerKnewIsNeverRunAgain() {
        // Given
        PoolFixture pool = surveyed("a", "b");
        pool.serve("a");
        recall(pool, 1);
        // When
        List<Effect> effects = pool.ledToBy(
                () -> pool.run(() -> pool.master.workerGone(worker("b"), GoneEvidence.POD_GONE, pool.now)));
        recall(pool, 2);
        // Then
        assertThat(only(Effect.Refuse.class, effects))
                .containsExactly(new Effect.Refuse(request(1), PlacementFailure.UNKNOWN_OUTCOME));
        assertThat(pool.all(Effect.Refuse.class))
                .contains(new Effect.Refuse(request(2), PlacementFailure.UNKNOWN_OUTCOME));
        assertThat(pool.all(Effect.Dispatch.class)).isEmpty();
    }

    @Test
    void aRepeatedRequestWaitsNoLongerThanASilentWorkerIsWaitedFor() {
        // Given: a worker that may only be starting, and so is not given up
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        pool.run(() -> pool.master.workerStarting(worker("a"), pool.now));
        pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
        recall(pool, 1);
        // When
        pool.after(Silence.LOST_AFTER_MILLIS - 1);
        List<Effect> effects = pool.ledToBy(() -> pool.after(1));
        // Then
        assertThat(effects).containsExactly(new Effect.Refuse(request(1), PlacementFailure.UNKNOWN_OUTCOME));
    }

    @Test
    void aRepeatedRequestWaitsForAttachedHostsToo() {
        // Given
        HostSettings attached = new HostSettings("b", 4, HostSettings.Admission.OPEN, Provision.ATTACHED);
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        PoolSettings with = PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "a");
        pool.apply(new PoolSettings(with.placement(), List.of(with.hosts().getFirst(), attached)));
        pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
        // When
        List<Effect> before = pool.ledToBy(() -> recall(pool, 1));
        List<Effect> after = pool.ledToBy(() -> pool.after(Silence.LOST_AFTER_MILLIS));
        // Then
        assertThat(before).isEmpty();
        assertThat(only(Effect.Refuse.class, after))
                .containsExactly(new Effect.Refuse(request(1), PlacementFailure.UNKNOWN_OUTCOME));
    }

    @Test
    void aRepeatedRequestIsNeverRunAgainIfAWorkerWasLostWhileNobodyLed() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.run(() -> pool.master.surveyed(Survey.SOME_LOST, pool.now));
        // When
        List<Effect> effects = pool.ledToBy(() -> recall(pool, 1));
        // Then
        assertThat(effects).containsExactly(new Effect.Refuse(request(1), PlacementFailure.UNKNOWN_OUTCOME));
    }

    @Test
    void onlyTheFirstSurveyTellsOfAnEarlierLeader() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
        pool.run(() -> pool.master.surveyed(Survey.SOME_LOST, pool.now));
        // When
        List<Effect> effects = pool.ledToBy(() -> recall(pool, 1));
        // Then
        assertThat(only(Effect.Dispatch.class, effects)).hasSize(1);
    }

    @Test
    void aRepeatedRequestThatIsKnownChangesNothing() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
        submit(pool, 1);
        // Then
        assertThat(pool.ledToBy(() -> recall(pool, 1))).isEmpty();
    }

    @Test
    void aRepeatedRequestCanBeWithdrawn() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        recall(pool, 1);
        // When
        pool.stop(request(1), new StopOrder(ExitReason.KILLED, 0));
        pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
        // Then
        assertThat(pool.all(Effect.ProcessEnded.class)).hasSize(1);
        assertThat(pool.all(Effect.Dispatch.class)).isEmpty();
        assertThat(pool.host("a").use().processes()).isZero();
    }

    private static PoolFixture surveyed(String... hosts) {
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, hosts);
        Stream.of(hosts).forEach(host -> pool.run(() -> pool.master.workerExpected(worker(host), pool.now)));
        return pool.run(() -> pool.master.surveyed(Survey.ALL_THERE, pool.now));
    }

    private static void recall(PoolFixture pool, long number) {
        pool.run(() -> pool.master.recall(placement(number), pool.now));
    }

    private static boolean isOfARequest(Effect effect) {
        return effect instanceof Effect.Adopted
                || effect instanceof Effect.ProcessStarted
                || effect instanceof Effect.ProcessEnded;
    }
}
