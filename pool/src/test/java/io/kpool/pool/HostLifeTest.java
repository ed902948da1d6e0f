package io.kpool.pool;

import static io.kpool.pool.HostState.DRAINING;
import static io.kpool.pool.HostState.FAILED;
import static io.kpool.pool.HostState.READY;
import static io.kpool.pool.HostState.STARTING;
import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.InventoryDone;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLifeTest {
    private static final Problem NO_IMAGE = new Problem("ImagePullFailed", "no such image");

    private final PoolFixture pool = PoolFixture.of(LEAST_LOADED, "a", "b");

    @Test
    void isReadyOnceItsInventoryAndFirstReportCame() {
        pool.run(() -> pool.master.workerStarting(worker("a"), pool.now));
        assertThat(pool.state("a")).isEqualTo(STARTING);

        pool.report(worker("a"), new Hello(4));
        assertThat(pool.state("a")).isEqualTo(STARTING);

        pool.load(worker("a"), 0, 0);
        assertThat(pool.state("a")).isEqualTo(STARTING);

        pool.report(worker("a"), new InventoryDone());
        assertThat(pool.state("a")).isEqualTo(READY);
        assertThat(pool.all(Effect.HostChanged.class))
                .containsExactly(new Effect.HostChanged("a", new HostStatus(READY, pool.now, "", "")));
    }

    @Test
    void mayTakeItsTimeToStart() {
        // Given
        pool.run(() -> pool.master.workerStarting(worker("a"), pool.now));

        // When
        pool.after(600_000);

        // Then
        assertThat(pool.state("a")).isEqualTo(STARTING);
    }

    @Test
    void isLostAtOnceWhenItsContainerEnded() {
        // Given
        pool.serve("a");

        // When
        List<Effect> effects = pool.ledToBy(
                () -> pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now)));

        // Then
        assertThat(pool.host("a").status().reason()).isEqualTo(Problem.CONTAINER_ENDED);
        assertThat(effects)
                .startsWith(new Effect.WorkerLost(worker("a"), pool.now))
                .endsWith(new Effect.WorkerEnded(worker("a")));
        assertThat(pool.master.fate(worker("a"))).isEqualTo(new WorkerFate.Ended());
    }

    @Test
    void aDeletedPodIsNoProofUntilItsContainerIsKnownToHaveEnded() {
        // Given
        pool.serve("a");
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
        WorkerFate before = pool.master.fate(worker("a"));

        // When
        List<Effect> effects = pool.ledToBy(() -> {
            pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now));
            pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now));
        });

        // Then
        assertThat(before).isEqualTo(new WorkerFate.Silent(pool.now, MasterLoss.NOT_TOLD));
        assertThat(effects).containsExactly(new Effect.WorkerEnded(worker("a")));
    }

    @Test
    void saysWhyItFailedUntilAWorkerIsReady() {
        // Given
        WorkerId second = new WorkerId("a", 2);
        pool.run(() -> pool.master.workerStarting(worker("a"), pool.now));

        // When
        pool.run(() -> pool.master.hostFailed("a", NO_IMAGE, pool.now));
        HostStatus failed = pool.host("a").status();
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
        HostStatus cleared = pool.host("a").status();
        pool.run(() -> pool.master.workerStarting(second, pool.now));
        HostStatus restarting = pool.host("a").status();
        pool.serve(second);
        HostStatus ready = pool.host("a").status();

        // Then
        assertThat(failed).isEqualTo(new HostStatus(FAILED, pool.now, "ImagePullFailed", "no such image"));
        assertThat(cleared).isEqualTo(failed);
        assertThat(restarting.state()).isEqualTo(STARTING);
        assertThat(restarting.message()).isEqualTo("no such image");
        assertThat(ready).isEqualTo(new HostStatus(READY, pool.now, "", ""));
    }

    @Test
    void doesNotFailWhileItsWorkerLives() {
        // Given
        pool.serve("a");

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.run(() -> pool.master.hostFailed("a", NO_IMAGE, pool.now)));

        // Then
        assertThat(effects).isEmpty();
        assertThat(pool.state("a")).isEqualTo(READY);
    }

    @Test
    void servesAfterAllWhenAFailedStartTurnsUpLate() {
        // Given
        pool.run(() -> pool.master.workerStarting(worker("a"), pool.now));
        pool.run(() -> pool.master.hostFailed("a", new Problem("StartTimeout", "32 s"), pool.now));

        // When
        pool.serve("a");

        // Then
        assertThat(pool.state("a")).isEqualTo(READY);
    }

    @Test
    void aLaterWorkerReplacesTheFormer() {
        // Given
        pool.serve("a");
        pool.start(pool.submitTo("a"));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.serve(new WorkerId("a", 2)));

        // Then
        assertThat(effects).first().isEqualTo(new Effect.WorkerLost(worker("a"), pool.now));
        assertThat(effects).filteredOn(Effect.ProcessEnded.class::isInstance).hasSize(1);
        assertThat(pool.host("a").incarnation()).isEqualTo(2);
        assertThat(pool.state("a")).isEqualTo(READY);
    }

    @Test
    void anEarlierWorkerIsDismissed() {
        // Given
        pool.serve(new WorkerId("a", 2));

        // When
        List<Effect> effects = pool.ledToBy(() -> pool.report(worker("a"), new Hello(4)));

        // Then
        assertThat(effects).singleElement().isInstanceOf(Effect.Dismiss.class);
        assertThat(pool.host("a").incarnation()).isEqualTo(2);
    }

    @Test
    void drainsWhenItIsNotWantedAnyMore() {
        // Given
        pool.serve("a");
        pool.serve("b");

        // When
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "b"));
        HostState draining = pool.state("a");
        List<String> chosen = List.of(pool.place(), pool.place());
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.CONTAINER_ENDED, pool.now));

        // Then
        assertThat(draining).isEqualTo(DRAINING);
        assertThat(chosen).containsOnly("b");
        assertThat(pool.master.snapshot().hosts()).extracting(HostView::host).containsExactly("b");
    }

    @Test
    void startsAnewWhenItIsWantedAgain() {
        // Given
        pool.serve("a");
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "b"));

        // When
        pool.apply(PoolFixture.settings(LEAST_LOADED, WhenFull.WAIT, "a", "b"));

        // Then
        assertThat(pool.host("a").status()).isEqualTo(new HostStatus(STARTING, pool.now, "", ""));
    }

    @Test
    void drainsWhenItIsTold() {
        // Given
        pool.serve("a");

        // When
        pool.admission("a", Admission.DRAINING);

        // Then
        assertThat(pool.state("a")).isEqualTo(DRAINING);
        assertThat(pool.hostOf(pool.submit())).isEmpty();
    }

    @Test
    void summarisesItsHosts() {
        // Given
        pool.serve("a");
        pool.serve("b");
        pool.load(worker("a"), 0, 3_000);
        pool.load(worker("b"), 0, 500);
        pool.start(pool.submitTo("b"));
        pool.after(1);

        // When
        PoolSnapshot snapshot = pool.master.snapshot();

        // Then
        assertThat(snapshot.load()).isEqualTo(new PoolSnapshot.Load(2_250, 3_000, 0, 1, 8));
        assertThat(snapshot.hosts()).extracting(HostView::host).containsExactly("a", "b");
        assertThat(pool.host("b").use()).isEqualTo(new HostView.Use(1_500, 1, 4, 1, 0));
        assertThat(pool.host("b").status().sinceMillis()).isEqualTo(PoolFixture.START);
    }

    @Test
    void hasNoLoadWithoutHosts() {
        assertThat(PoolFixture.of(LEAST_LOADED).master.snapshot())
                .isEqualTo(new PoolSnapshot(List.of(), new PoolSnapshot.Load(0, 0, 0, 0, 0), 0));
    }
}
