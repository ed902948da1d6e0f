package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeastLoadedTest {
    private final PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b", "c");

    @Test
    void choosesTheLeastReported() {
        // Given
        pool.load(worker("a"), 0, 1_500);
        pool.load(worker("b"), 0, 1_499);
        pool.load(worker("c"), 0, 2_400);

        // When
        String chosen = pool.place();

        // Then
        assertThat(chosen).isEqualTo("b");
    }

    /** Thirty sleeping commands once went 12 to 9 to 9 over three idle hosts, for what starting them had cost each. */
    @Test
    void lessThanAProcessOfLoadDoesNotOutweighAProcess() {
        // Given
        Pid running = pool.start(pool.submitTo("b"));
        pool.load(worker("a"), 0, 400);
        pool.load(running.worker(), 1, 0);
        pool.load(worker("c"), 0, 2_000);

        // When
        String chosen = pool.place();

        // Then
        assertThat(chosen).isEqualTo("a");
    }

    @Test
    void countsEachPlacedProcessAsOneUntilAReportCoversIt() {
        // Given
        pool.load(worker("a"), 0, 2_500);
        pool.load(worker("b"), 0, 1_000);
        pool.load(worker("c"), 0, 9_000);

        // When
        List<String> chosen = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("b", "b", "a");
        assertThat(pool.host("b").use().load()).isEqualTo(3_000);
    }

    @Test
    void dropsTheCorrectionThatAReportCovers() {
        // Given
        RequestId first = pool.submitTo("a");
        RequestId second = pool.submitTo("a");
        pool.submitTo("a");
        pool.dispatch(first);
        pool.dispatch(second);

        // When
        pool.report(worker("a"), new LoadReport(2, 1, 700, 1, 1));

        // Then
        assertThat(pool.host("a").use().load()).isEqualTo(2_700);
    }

    @Test
    void breaksTiesByFewestProcesses() {
        // Given
        Pid busy = pool.start(pool.submitTo("a"));
        pool.load(busy.worker(), 1, 0);

        // When
        List<String> chosen = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("b", "c", "a");
    }

    @Test
    void breaksFurtherTiesByTheOneNotUsedLongest() {
        // Given
        for (String host : List.of("b", "c", "a")) {
            Pid pid = pool.start(pool.submitTo(host));
            pool.exit(pid);
            pool.load(worker(host), 1, 0);
        }

        // When
        List<String> chosen = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("b", "c", "a");
    }

    @Test
    void spreadsABurstBetweenTwoReports() {
        // When
        List<String> chosen = Stream.generate(pool::place).limit(12).toList();

        // Then
        assertThat(chosen).containsOnly("a", "b", "c");
        assertThat(List.of("a", "b", "c"))
                .allMatch(host -> pool.host(host).use().processes() == 4);
    }

    @Test
    void leavesOutACordonedHostUntilThatIsTakenBack() {
        // Given
        pool.admission("a", Admission.CORDONED);

        // When
        String chosen = pool.place();
        pool.admission("a", Admission.OPEN);
        String afterwards = pool.place();

        // Then
        assertThat(List.of(chosen, afterwards)).containsExactly("b", "a");
    }

    @Test
    void usesANewHostFromItsFirstReportOn() {
        // Given
        pool.load(worker("a"), 0, 1_000);
        pool.load(worker("b"), 0, 1_000);
        pool.hello(new WorkerId("c", 2));

        // When
        String before = pool.place();
        pool.load(new WorkerId("c", 2), 0, 0);
        String after = pool.place();

        // Then
        assertThat(List.of(before, after)).containsExactly("a", "c");
        assertThat(pool.state("c")).isEqualTo(HostState.READY);
    }

    @Test
    void takesTheLowerOfBothSlotCounts() {
        // Given
        pool.report(worker("a"), new WorkerReport.Hello(2));
        pool.report(worker("a"), new WorkerReport.InventoryDone());
        pool.load(worker("a"), 0, 0);

        // When
        Stream.generate(() -> pool.submitTo("a")).limit(3).toList();

        // Then
        assertThat(pool.host("a").use().slots()).isEqualTo(2);
        assertThat(pool.host("a").use().processes()).isEqualTo(2);
        assertThat(pool.all(Effect.Wait.class)).hasSize(1);
    }

    @Test
    void respectsSlotsThatOnlyTheWorkerKnowsOf() {
        // Given: threads that outlived their processes
        pool.report(worker("a"), new LoadReport(2, 0, 0, 0, 3));

        // When
        Stream.generate(() -> pool.submitTo("a")).limit(2).toList();

        // Then
        assertThat(pool.host("a").use().processes()).isEqualTo(1);
        assertThat(pool.host("a").use().slotsUsed()).isEqualTo(4);
        assertThat(pool.all(Effect.Wait.class)).hasSize(1);
    }

    @Test
    void doesNotTakeAReportForNewThatIsOlderThanAnExit() {
        // Given: a report made before the command came, sent after the process had ended
        Pid longRunning = pool.start(pool.submitTo("a"));
        Pid brief = pool.start(pool.submitTo("a"));
        pool.exit(brief);

        // When
        pool.report(longRunning.worker(), new LoadReport(2, 1, 0, 1, 1));

        // Then
        assertThat(pool.host("a").use().slotsUsed()).isOne();
    }

    @Test
    void keepsItsOrderWhenHostsChangeTheirs() {
        // Given
        pool.apply(PoolFixture.settings(LEAST_LOADED, PlacementSettings.WhenFull.WAIT, "c", "b", "a"));

        // When
        List<String> chosen = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("c", "b", "a");
    }

    @Test
    void changesItsStrategyWhileItRuns() {
        // Given
        pool.place();
        pool.apply(PoolFixture.settings(PlacementStrategy.PACKED, PlacementSettings.WhenFull.WAIT, "a", "b", "c"));

        // When
        List<String> packed = Stream.generate(pool::place).limit(3).toList();
        pool.apply(PoolFixture.settings(PlacementStrategy.ROTATION, PlacementSettings.WhenFull.WAIT, "a", "b", "c"));
        List<String> rotated = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(packed).containsOnly("a");
        assertThat(rotated).containsExactly("c", "b", "c");
    }
}
