package io.kpool.pool;

import static io.kpool.pool.PlacementFailure.NO_CAPACITY;
import static io.kpool.pool.PlacementFailure.NO_NODE;
import static io.kpool.pool.PlacementFailure.QUEUE_TIMEOUT;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.assigned;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueTest {
    private static final StopOrder STOP = new StopOrder(ExitReason.SHUTDOWN, 0);

    @Test
    void servesTheOldestFirst() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        List<Pid> pids = Stream.generate(pool::startOne).limit(4).toList();
        RequestId first = pool.submit();
        RequestId second = pool.submitLive();
        RequestId third = pool.submit();

        // When
        List<Effect> effects = pool.ledToBy(() -> pids.forEach(pool::exit));

        // Then
        assertThat(assigned(effects)).containsExactly(first, second, third);
    }

    @Test
    void oneThatWaitsForAHostHoldsUpNobody() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");
        Stream.generate(() -> pool.start(pool.submitTo("a"))).limit(4).toList();

        // When
        RequestId pinned = pool.submitTo("a");
        RequestId free = pool.submit();

        // Then
        assertThat(pool.hostOf(pinned)).isEmpty();
        assertThat(pool.hostOf(free)).contains("b");
    }

    @Test
    void oneThatWaitsForAHostHasItsTurnThere() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");
        List<Pid> onA =
                Stream.generate(() -> pool.start(pool.submitTo("a"))).limit(4).toList();
        List<Pid> onB =
                Stream.generate(() -> pool.start(pool.submitTo("b"))).limit(4).toList();
        RequestId anywhere = pool.submit();
        RequestId pinned = pool.submitTo("a");
        RequestId later = pool.submit();

        // When
        List<Effect> first = pool.ledToBy(() -> pool.exit(onA.get(0)));
        List<Effect> second = pool.ledToBy(() -> pool.exit(onA.get(1)));
        List<Effect> third = pool.ledToBy(() -> pool.exit(onB.get(0)));

        // Then
        assertThat(assigned(first)).containsExactly(anywhere);
        assertThat(assigned(second)).containsExactly(pinned);
        assertThat(assigned(third)).containsExactly(later);
    }

    @Test
    void saysWhyARequestWaits() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");

        // When
        pool.submit();
        pool.serve("a");
        Stream.generate(pool::submit).limit(4).toList();

        // Then
        assertThat(pool.all(Effect.Wait.class)).extracting(Effect.Wait::why).containsExactly(NO_NODE, NO_CAPACITY);
        assertThat(pool.master.snapshot().load().queued()).isOne();
    }

    @Test
    void aCordonedPoolHasNoCapacity() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.admission("a", Admission.CORDONED);

        // When
        RequestId request = pool.submit();
        pool.admission("a", Admission.OPEN);

        // Then
        assertThat(pool.all(Effect.Wait.class)).containsExactly(new Effect.Wait(request, NO_CAPACITY));
        assertThat(pool.hostOf(request)).contains("a");
    }

    @Test
    void refusesLiveCallersBeyondItsLimitAndNobodyElse() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        Stream.generate(pool::submit).limit(5).toList();
        Stream.generate(pool::submitLive).limit(3).toList();

        // When
        RequestId beyond = pool.submitLive();
        pool.submit();

        // Then
        assertThat(pool.all(Effect.Refuse.class)).containsExactly(new Effect.Refuse(beyond, NO_CAPACITY));
        assertThat(pool.master.process(beyond)).isEmpty();
        assertThat(pool.master.snapshot().load().queued()).isEqualTo(9);
    }

    @Test
    void endsTheWaitingOfLiveCallersInTime() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        Stream.generate(pool::startOne).limit(4).toList();
        RequestId patient = pool.submit();
        RequestId live = pool.submitLive();

        // When
        List<Effect> early = pool.ledToBy(() -> passWithLoad(pool, 59_999));
        List<Effect> late = pool.ledToBy(() -> passWithLoad(pool, 1));

        // Then
        assertThat(early).noneMatch(Effect.Refuse.class::isInstance);
        assertThat(late).contains(new Effect.Refuse(live, QUEUE_TIMEOUT));
        assertThat(pool.master.process(patient)).contains(new ProcessState.Queued());
    }

    @Test
    void saysNoNodeWhenNoHostWasReadyMeanwhile() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        RequestId live = pool.submitLive();

        // When
        pool.after(60_000);

        // Then
        assertThat(pool.all(Effect.Refuse.class)).containsExactly(new Effect.Refuse(live, NO_NODE));
    }

    @Test
    void saysQueueTimeoutWhenAHostWasReadyForAWhile() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        pool.admission("a", Admission.CORDONED);
        pool.after(1);
        RequestId live = pool.submitLive();
        RequestId onStranger = pool.submit(new OnHost("stranger"), Patience.QUEUE);

        // When
        pool.after(60_000);

        // Then
        assertThat(pool.state("a")).isEqualTo(HostState.LOST);
        assertThat(pool.all(Effect.Refuse.class))
                .containsExactly(new Effect.Refuse(live, QUEUE_TIMEOUT), new Effect.Refuse(onStranger, NO_NODE));
    }

    @Test
    void forgetsWhoStopsWaiting() {
        // Given
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a");
        RequestId stopped = pool.submit();
        RequestId next = pool.submitTo("a");

        // When
        pool.stop(stopped, STOP);
        pool.serve("a");

        // Then
        assertThat(pool.all(Effect.ProcessEnded.class))
                .extracting(Effect.ProcessEnded::request)
                .containsExactly(stopped);
        assertThat(assigned(pool.effects)).containsExactly(next);
        assertThat(pool.master.snapshot().load().queued()).isZero();
    }

    @Test
    void servesWhoWaitsWhenAHostGetsMoreSlots() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        Stream.generate(pool::submit).limit(4).toList();
        RequestId waiting = pool.submit();

        // When
        pool.apply(new PoolSettings(
                PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT).placement(),
                List.of(new HostSettings("a", 5, Admission.OPEN))));

        // Then
        assertThat(pool.hostOf(waiting)).contains("a");
    }

    private static void passWithLoad(PoolFixture pool, long millis) {
        pool.now += millis;
        pool.load(worker("a"), 4, 0);
        pool.after(0);
    }
}
