package io.kpool.pool;

import static io.kpool.pool.PlacementFailure.NO_CAPACITY;
import static io.kpool.pool.PlacementFailure.NO_NODE;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhenFullFailTest {

    @Test
    void doesNotLetWaitWhereItIsToFail() {
        // Given
        PoolFixture pool = new PoolFixture(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a"));

        // When
        RequestId early = pool.submit();
        pool.serve("a");
        Stream.generate(pool::submit).limit(4).toList();
        RequestId late = pool.submitLive();

        // Then
        assertThat(pool.all(Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(early, NO_NODE), new Effect.Refuse(late, NO_CAPACITY));
    }

    @Test
    void endsAllWaitingWhenItIsToFailFromNowOn() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        RequestId request = pool.submit();
        RequestId pinned = pool.submitTo("a");

        // When
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a"));

        // Then
        assertThat(pool.all(Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(request, NO_NODE), new Effect.Refuse(pinned, NO_NODE));
    }

    @Test
    void aNewLeaderDoesNotFailBeforeItHeardOfItsWorkers() {
        // Given
        PoolFixture pool = new PoolFixture(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a", "b"));
        pool.run(() -> pool.master.workerExpected(worker("a"), pool.now));

        // When
        RequestId waits = pool.submit();
        pool.serve("a");
        Stream.generate(pool::submit).limit(3).toList();
        RequestId fails = pool.submit();

        // Then
        assertThat(pool.hostOf(waits)).contains("a");
        assertThat(pool.all(Effect.Refuse.class)).containsExactly(new Effect.Refuse(fails, NO_CAPACITY));
    }

    @Test
    void aNewLeaderFailsWhenItsWorkersDoNotComeBack() {
        // Given
        PoolFixture pool = new PoolFixture(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a"));
        pool.run(() -> pool.master.workerExpected(worker("a"), pool.now));
        RequestId request = pool.submit();

        // When
        pool.after(10_000);

        // Then
        assertThat(pool.all(Effect.Refuse.class)).containsExactly(new Effect.Refuse(request, NO_NODE));
    }

    @Test
    void waitsUntilTheLastOfSeveralWorkersIsBackOrLost() {
        // Given
        PoolFixture pool = new PoolFixture(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a", "b", "c"));
        Stream.of("a", "b", "c").forEach(host -> pool.run(() -> pool.master.workerExpected(worker(host), pool.now)));
        pool.serve("a");

        // When
        RequestId waits = pool.submitTo("b");
        pool.run(() -> pool.master.workerGone(worker("b"), GoneEvidence.POD_GONE, pool.now));
        RequestId stillWaits = pool.submitTo("b");
        List<Effect> before = List.copyOf(pool.all(Effect.Refuse.class));
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a", "b"));
        pool.serve("c");
        pool.after(1);

        // Then
        assertThat(before).isEmpty();
        assertThat(pool.all(Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(waits, NO_NODE), new Effect.Refuse(stillWaits, NO_NODE));
    }

    @Test
    void failsAtOnceWhenAWorkerThatWasBackIsSuspectedAgain() {
        // Given
        PoolFixture pool = new PoolFixture(PoolFixture.settings(LEAST_LOADED, WhenFull.FAIL, "a"));
        pool.run(() -> pool.master.workerExpected(worker("a"), pool.now));
        pool.serve("a");
        pool.run(() -> pool.master.disconnected(worker("a"), pool.now));

        // When
        RequestId request = pool.submit();

        // Then
        assertThat(pool.all(Effect.Refuse.class)).containsExactly(new Effect.Refuse(request, NO_NODE));
    }

    @Test
    void aNewLeaderWaitsForAttachedHostsOnlyWhileTheyAreWantedAndAbsent() {
        // Given
        PoolSettings attached = settings(new HostSettings("beta", 1, Admission.OPEN, Provision.ATTACHED));
        PoolFixture dropped = new PoolFixture(attached);
        PoolFixture come = new PoolFixture(attached);

        // When
        RequestId first = dropped.submit();
        dropped.apply(settings(new HostSettings("gamma", 1, Admission.OPEN)));
        RequestId second = dropped.submit();
        come.serve(come.master.newcomer("beta", come.now).orElseThrow());
        Stream.generate(come::submit).limit(2).toList();

        // Then
        assertThat(dropped.all(Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(first, NO_NODE), new Effect.Refuse(second, NO_NODE));
        assertThat(come.all(Effect.Refuse.class)).extracting(Effect.Refuse::why).containsExactly(NO_CAPACITY);
    }

    private static PoolSettings settings(HostSettings... hosts) {
        return new PoolSettings(new PlacementSettings(LEAST_LOADED, WhenFull.FAIL, 3, 60_000), List.of(hosts));
    }
}
