package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.InventoryEntry.Running;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void readsPid() {
        assertThat(Pid.parse("team.demo/alpha-1.1700000000.42"))
                .isEqualTo(new Pid("team.demo", "alpha-1", 1_700_000_000L, 42));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "demo/a",
                "demo/a.1",
                "demo/a.1.",
                "demo/a.1.0",
                "demo/a.01.1",
                "demo/a.1.-1",
                "demo/A.1.1",
                "/a.1.1",
                "demo/.1.1",
                "demo/a.1.1 ",
                "demo/a.1.1.1",
                "Demo/a.1.1",
                "demo/a-.1.1",
                "demo/-a.1.1",
                "de..mo/a.1.1",
                "demo/a.1.99999999999999999999",
                "demo/b/a.1.1",
                "demo/a.9223372036854775808.1"
            })
    void refusesWhatIsNoPid(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Pid.parse(text));
    }

    @Test
    void boundsNames() {
        assertThat(new Pid("p".repeat(63) + "." + "q".repeat(189), "h".repeat(63), 1, 1))
                .isNotNull();
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkerId("h".repeat(64), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pid("p".repeat(254), "h", 1, 1));
    }

    @Test
    void ordersPidsByTheirParts() {
        List<String> ordered = List.of("a/b.1.9", "a/b.1.10", "a/b.2.1", "a/b.10.1", "a/c.1.1", "a-b/a.1.1", "b/a.1.1");

        assertThat(ordered.reversed().stream().map(Pid::parse).sorted().map(Pid::toString))
                .isEqualTo(ordered);
    }

    @Property(tries = 200)
    void writesPidsAsItReadsThem(@ForAll @Positive long incarnation, @ForAll @Positive long serial) {
        Pid pid = new Pid("demo", "alpha", incarnation, serial);

        assertThat(Pid.parse(pid.toString())).isEqualTo(pid);
        assertThat(pid.worker()).isEqualTo(new WorkerId("alpha", incarnation));
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 100", "99, 100, 100", "100, 100, 101", "200, 100, 201"})
    void incarnationsGrowEvenIfTheClockGoesBack(long lastKnown, long unixSeconds, long expected) {
        assertThat(WorkerId.next("a", lastKnown, unixSeconds)).isEqualTo(new WorkerId("a", expected));
    }

    @Property(tries = 200)
    void ordersWorkers(@ForAll @LongRange(min = 1, max = 3) long one, @ForAll @LongRange(min = 1, max = 3) long other) {
        assertThat(new WorkerId("a", one)).isLessThan(new WorkerId("b", other));
        assertThat(new WorkerId("a", one).compareTo(new WorkerId("a", other))).isEqualTo(Long.compare(one, other));
    }

    @ParameterizedTest
    @EnumSource
    void readsExitReasonsAsWritten(ExitReason reason) {
        assertThat(ExitReason.of(reason.text())).isEqualTo(reason);
        assertThat(reason.isSuccess()).isEqualTo(reason == ExitReason.NORMAL);
    }

    @Test
    void namesErrorsAsTheContractDoes() {
        assertThat(Stream.of(PlacementFailure.values()).map(PlacementFailure::text))
                .containsExactly("no_node", "no_capacity", "queue_timeout", "unknown_outcome");
        assertThat(Stream.of(ExitReason.values()).map(ExitReason::text))
                .contains("normal", "exit_code", "exception", "killed", "shutdown", "noconnection", "deadline");
        assertThatIllegalArgumentException().isThrownBy(() -> ExitReason.of("exit code"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"KILLED", "SHUTDOWN", "DEADLINE"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyOrdersAnEndThatIsNotAnOrder(ExitReason reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StopOrder(reason, 0));
    }

    @Test
    void refusesNumbersOutOfBounds() {
        RequestId request = new SpawnAttempt("u", 1);
        Stream.<Runnable>of(
                        () -> new SpawnAttempt("", 1),
                        () -> new SpawnAttempt("u", 0),
                        () -> new WorkerId("a", 0),
                        () -> new Pid("p", "a", 1, 0),
                        () -> new LoadReport(0, 0, 0, 0, 0),
                        () -> new LoadReport(1, -1, 0, 0, 0),
                        () -> new LoadReport(1, 0, -1, 0, 0),
                        () -> new HostSettings("a", 0, Admission.OPEN),
                        () -> new PlacementSettings(PlacementStrategy.PACKED, WhenFull.WAIT, -1, 0),
                        () -> new StopOrder(ExitReason.KILLED, -1),
                        () -> new Running(0),
                        () -> new InventoryEntry(0, request, new Running(1)),
                        () -> new WorkerReport.Hello(0),
                        () -> new WorkerReport.Started(1, 0),
                        () -> new WorkerReport.Refused(0, RefusalReason.NO_SLOT))
                .forEach(bad -> assertThatIllegalArgumentException().isThrownBy(bad::run));
    }

    @Test
    void refusesTwoHostsOfOneName() {
        HostSettings host = new HostSettings("a", 1, Admission.OPEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PoolSettings(
                        new PlacementSettings(PlacementStrategy.PACKED, WhenFull.WAIT, 0, 0), List.of(host, host)))
                .withMessageContaining("'a'");
    }

    @Test
    void refusesToRestoreAPidOfAnotherWorker() {
        PlacementRequest request = new PlacementRequest(
                new SpawnAttempt("u", 1), new PlacementRequest.Anywhere(), PlacementRequest.Patience.UNLIMITED);
        RecordedStart start = new RecordedStart.StartedAs(new Pid("demo", "b", 1, 1), 1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Restored(request, new WorkerId("a", 1), start));
    }
}
