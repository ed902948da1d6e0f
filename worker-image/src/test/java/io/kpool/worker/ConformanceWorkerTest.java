package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Linked;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.ProcessSignal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The entries of the conformance list that the worker answers for, by their numbers there. */
@Timeout(180)
class ConformanceWorkerTest {
    private static final Load IDLE = Load.newBuilder().setRunQueueMilli(0).build();
    private static final String OTHER = "demo/beta.1.2";
    private static final Load BUSY = Load.newBuilder().setRunQueueMilli(500).build();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("P4 the first report always, then what has changed; what has not only as a heartbeat, each second")
    void p4_reportsTheFirstAndThenChanges() {
        // Given
        var reports = new LoadReports(Duration.ofMillis(500), Duration.ofSeconds(1));
        // Then
        assertThat(reports.sampled(IDLE, 0)).isPresent();
        assertThat(reports.sampled(IDLE, Duration.ofMillis(500).toNanos())).isEmpty();
        assertThat(reports.sampled(BUSY, Duration.ofMillis(600).toNanos())).isPresent();
        assertThat(reports.sampled(BUSY, Duration.ofMillis(1_599).toNanos())).isEmpty();
        assertThat(reports.sampled(BUSY, Duration.ofMillis(1_600).toNanos())).isPresent();
    }

    @Test
    @DisplayName("P12 without its owner a worker ends what it runs, and itself, after masterLossSeconds")
    void p12_endsWithoutItsOwner() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ofSeconds(300), 4)) {
            // Given
            FakeStream stream = fixture.operator().accept();
            stream.welcome(Duration.ofSeconds(300));
            stream.beSilent();
            long command = stream.spawn(Spawns.command("sleep", "1000"));
            stream.started(command);
            // When
            fixture.pass(Duration.ofSeconds(301));
            // Then
            Exit exit = stream.exitOf(command);
            assertThat(exit.getReason()).isEqualTo(ExitReason.SHUTDOWN);
            assertThat(fixture.end()).isEqualTo(End.MASTER_LOST);
        }
    }

    @Test
    @DisplayName("P11 the abnormal end of who a process is linked with reaches it, from its first moment on")
    void p11_endsWithWhoItIsLinkedWith() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            // Given
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(Spawns.command("sleep", "1000").addLink(OTHER));
            long serial = stream.started(command);
            // When
            tell(stream, serial, ExitReason.EXCEPTION);
            // Then
            assertThat(stream.exitOf(command).getReason()).isEqualTo(ExitReason.EXCEPTION);
        }
    }

    @Test
    @DisplayName("P11 a process that traps exits is told of it instead")
    void p11_whoTrapsIsTold() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            // Given
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(Spawns.function(Linked.class, "trap", "[\"" + OTHER + "\"]"));
            long serial = stream.next(frame -> frame.getSignalCount() > 0)
                    .getSignal(0)
                    .getSerial();
            // When
            tell(stream, serial, ExitReason.EXCEPTION);
            // Then
            Exit exit = stream.exitOf(command);
            assertThat(exit.getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(exit.getResult().toStringUtf8()).isEqualTo("[\"" + OTHER + "\",\"exception\",\"\"]");
        }
    }

    @Test
    @DisplayName("P12 an attached worker ends what it runs without its owner, and lives on")
    void p12_anAttachedWorkerLivesOnWithoutItsOwner() throws Exception {
        Duration masterLoss = Duration.ofSeconds(300);
        try (var fixture = AgentFixture.attached(folder, masterLoss)) {
            // Given
            FakeStream first = fixture.operator().accept();
            first.welcome(masterLoss, 42);
            first.beSilent();
            long command = first.spawn(Spawns.command("sleep", "1000"));
            first.started(command);
            // When
            fixture.pass(masterLoss);
            // Then: it is another worker from now on
            assertThat(first.exitOf(command).getReason()).isEqualTo(ExitReason.SHUTDOWN);
            FakeStream second = fixture.operator().accept();
            assertThat(second.welcome(masterLoss, 43).hello().getIncarnation()).isZero();
            assertThat(fixture.hasEnded()).isFalse();
        }
    }

    private static void tell(FakeStream stream, long serial, ExitReason reason) {
        stream.send(OperatorFrame.newBuilder()
                .addDelivered(DeliveredSignal.newBuilder()
                        .setSerial(serial)
                        .setSignal(ProcessSignal.newBuilder()
                                .setPeer(OTHER)
                                .setExit(ExitSignal.newBuilder()
                                        .setReason(reason)
                                        .setLinked(true)))));
    }
}
