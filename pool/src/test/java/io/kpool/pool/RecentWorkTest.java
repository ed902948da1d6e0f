package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.WorkerReport.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentWorkTest {
    private final PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b", "c");

    /** Thirty sleeping commands once went 14, 8 and 8: each host that reported looked idle until its neighbours did. */
    @Test
    void whatWasPlacedLatelyCountsThoughAReportCoversIt() {
        // Given
        Stream.of("a", "b", "c").forEach(host -> pool.start(pool.submitTo(host)));

        // When
        pool.load(worker("a"), 1, 0);
        List<String> soon = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(soon).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void inTheEndOnlyWhatIsReportedCounts() {
        // Given
        Stream.of("a", "a", "a", "b", "c").forEach(host -> pool.start(pool.submitTo(host)));
        pool.load(worker("a"), 3, 0);
        pool.load(worker("b"), 1, 1_000);
        pool.load(worker("c"), 1, 1_000);
        String soon = pool.place();

        // When
        pool.after(RecentWork.WINDOW_MILLIS + 200);
        pool.load(worker("a"), 3, 0);
        pool.load(worker("b"), 1, 1_000);
        pool.load(worker("c"), 1, 1_000);

        // Then
        assertThat(soon).isNotEqualTo("a");
        assertThat(pool.place()).isEqualTo("a");
    }

    @Test
    void whatHasEndedCountsNoMoreThoughNoReportSaysSo() {
        // Given
        Stream.generate(() -> pool.start(pool.submitTo("a"))).limit(3).toList().forEach(pool::exit);
        pool.start(pool.submitTo("b"));
        pool.start(pool.submitTo("c"));

        // When
        long load = pool.host("a").use().load();

        // Then
        assertThat(load).isZero();
        assertThat(pool.place()).isEqualTo("a");
    }

    @Test
    void whatAWorkerRefusedCountsWhereItWent() {
        // Given: c has two that are not recent
        Stream.of("c", "c").forEach(host -> pool.start(pool.submitTo(host)));
        pool.after(RecentWork.WINDOW_MILLIS + 200);
        Stream.of("a", "b", "c").forEach(host -> pool.load(worker(host), 2, 0));
        List<RequestId> placed = Stream.generate(pool::submit).limit(3).toList();
        long command = pool.dispatch(placed.getFirst()).orElseThrow();

        // When
        pool.report(worker("a"), new Refused(command, RefusalReason.NO_SLOT));
        placed.forEach(pool::start);
        Stream.of("b", "c").forEach(host -> pool.load(worker(host), 3, 0));

        // Then: b has two that are recent, c has one
        assertThat(placed.stream().map(pool::hostOf).map(Optional::orElseThrow)).containsExactly("b", "b", "c");
        assertThat(pool.place()).isEqualTo("c");
    }
}
