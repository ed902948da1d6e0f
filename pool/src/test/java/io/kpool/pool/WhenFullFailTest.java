package io.kpool.pool;

import static io.kpool.pool.PlacementFailure.NO_CAPACITY;
import static io.kpool.pool.PlacementFailure.NO_NODE;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.PlacementSettings.WhenFull;
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
}
