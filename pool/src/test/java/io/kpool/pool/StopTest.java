package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Refused;
import io.kpool.pool.WorkerReport.Started;
import io.kpool.pool.WorkerReport.Unkillable;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final StopOrder SHUTDOWN = new StopOrder(ExitReason.SHUTDOWN, 5_000);
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);
    private static final WorkerId A = worker("a");

    private final PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");

    @Test
    void isSignalledWhenItIsStopped() {
        // Given
        RequestId request = pool.submit();
        Pid pid = pool.start(request);

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.stop(request, SHUTDOWN);
            pool.stop(request, SHUTDOWN);
            pool.stop(request, KILL);
            pool.stop(request, SHUTDOWN);
        });

        // Then
        assertThat(effects)
                .containsExactly(
                        new Effect.Signal(A, pid.serial(), SHUTDOWN), new Effect.Signal(A, pid.serial(), KILL));
    }

    @Test
    void isSignalledAsSoonAsItStartedWhenItWasStoppedOnItsWay() {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();

        // When
        List<Effect> early = pool.ledToBy(() -> pool.stop(request, SHUTDOWN));
        List<Effect> late = pool.ledToBy(() -> pool.report(A, new Started(command, 5)));

        // Then
        assertThat(early).isEmpty();
        assertThat(late).endsWith(new Effect.Signal(A, 5, SHUTDOWN)).hasSize(2);
    }

    @Test
    void endsAtOnceWhenItIsStoppedBeforeItWasSent() {
        // Given
        RequestId request = pool.submit();

        // When
        pool.stop(request, SHUTDOWN);
        boolean sent = pool.dispatch(request).isPresent();

        // Then
        assertThat(sent).isFalse();
        assertThat(pool.all(Effect.ProcessEnded.class)).singleElement().satisfies(ended -> {
            assertThat(ended.request()).isEqualTo(request);
            assertThat(ended.exit().reason()).isEqualTo(ExitReason.SHUTDOWN);
        });
        assertThat(pool.host("a").use()).isEqualTo(new HostView.Use(0, 0, 4, 0, 0));
    }

    @Test
    void endsWhenItIsStoppedAndThenRefused() {
        // Given
        RequestId request = pool.submit();
        long command = pool.dispatch(request).orElseThrow();
        pool.stop(request, KILL);

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(A, new Refused(command, RefusalReason.NO_SLOT)));

        // Then
        assertThat(effects)
                .containsExactly(new Effect.ProcessEnded(
                        request, Exit.of(ExitReason.KILLED, "ended before it started", pool.now)));
    }

    @Test
    void keepsItsSlotWhenItCannotBeKilled() {
        // Given
        RequestId request = pool.submit();
        Pid pid = pool.start(request);

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.report(A, new Unkillable(pid.serial()));
            pool.report(A, new Unkillable(pid.serial()));
        });
        HostView.Use before = pool.host("a").use();
        pool.exit(pid);

        // Then
        assertThat(effects).containsExactly(new Effect.ProcessUnkillable(request, pid));
        assertThat(before).isEqualTo(new HostView.Use(1_000, 1, 4, 1, 1));
        assertThat(pool.host("a").use().unkillable()).isZero();
        assertThat(pool.host("a").use().slotsUsed()).isZero();
    }
}
