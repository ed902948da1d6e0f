package io.kpool.pool;

import static io.kpool.pool.CallersRequests.request;
import static io.kpool.pool.CallersRequests.submit;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.only;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Started;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests of callers: without a durable step. */
class LivePlacementTest {

    @Test
    void sendsAtOnce() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        // When
        List<Effect> effects = pool.ledToBy(() -> submit(pool, 1));
        // Then
        assertThat(effects).containsExactly(new Effect.Dispatch(worker("a"), 1, request(1)));
    }

    @Test
    void tellsWhatBecomesOfIt() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        submit(pool, 1);
        Pid pid = new Pid("demo", "a", 1, 11);
        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.report(worker("a"), new Started(1, 11));
            pool.exit(pid);
            pool.run(() -> pool.master.acknowledge(request(1), pool.now));
        });
        // Then
        assertThat(effects)
                .containsExactly(
                        new Effect.ProcessStarted(request(1), pid, pool.now),
                        new Effect.ProcessEnded(request(1), PoolFixture.normal()),
                        new Effect.AcknowledgeExit(worker("a"), 11));
        assertThat(pool.master.liveRequests()).isEmpty();
    }

    @Test
    void tellsWhoAsksTwiceHowFarItIs() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        submit(pool, 1);
        Pid pid = new Pid("demo", "a", 1, 11);
        pool.report(worker("a"), new Started(1, 11));
        long started = pool.now;
        // When
        List<Effect> running = pool.ledToBy(() -> submit(pool, 1));
        pool.exit(pid);
        List<Effect> ended = pool.ledToBy(() -> submit(pool, 1));
        // Then
        Effect wasStarted = new Effect.ProcessStarted(request(1), pid, started);
        assertThat(running).containsExactly(wasStarted);
        assertThat(ended).containsExactly(wasStarted, new Effect.ProcessEnded(request(1), PoolFixture.normal()));
    }

    @Test
    void isFoundByItsPidAfterItsWorkerWasLost() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        submit(pool, 1);
        pool.report(worker("a"), new Started(1, 11));
        Pid pid = new Pid("demo", "a", 1, 11);
        // When
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
        // Then
        assertThat(pool.master.views(pool.now).process(pid))
                .hasValueSatisfying(process -> assertThat(process.request()).isEqualTo(request(1)));
        pool.run(() -> pool.master.acknowledge(request(1), pool.now));
        assertThat(pool.master.views(pool.now).process(pid)).isEmpty();
    }

    @Test
    void waitsAndIsSentWhenThereIsRoom() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a");
        List<Pid> pids =
                Stream.generate(pool::startOne).limit(PoolFixture.SLOTS).toList();
        submit(pool, 1);
        // When
        List<Effect> effects = pool.ledToBy(() -> pool.exit(pids.getFirst()));
        // Then
        assertThat(only(Effect.Dispatch.class, effects))
                .containsExactly(new Effect.Dispatch(worker("a"), PoolFixture.SLOTS + 1, request(1)));
    }

    @Test
    void isPlacedElsewhereIfItsWorkerCertainlyNeverGotIt() {
        // Given: the worker is back without what was sent, and is lost before it can be sent again
        PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");
        pool.serve("a");
        submit(pool, 1);
        pool.run(() -> pool.master.disconnected(worker("a"), pool.now));
        pool.serve("b");
        // When
        List<Effect> effects = pool.ledToBy(() -> pool.hello(worker("a")));
        // Then
        assertThat(only(Effect.Dispatch.class, effects))
                .containsExactly(new Effect.Dispatch(worker("a"), 1, request(1)));
    }

    @Test
    void endsWithItsWorker() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");
        submit(pool, 1);
        // When
        List<Effect> effects = pool.ledToBy(
                () -> pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now)));
        // Then
        assertThat(only(Effect.ProcessEnded.class, effects))
                .singleElement()
                .satisfies(ended -> assertThat(ended.exit().reason()).isEqualTo(ExitReason.NOCONNECTION));
        assertThat(only(Effect.Dispatch.class, effects)).isEmpty();
    }
}
