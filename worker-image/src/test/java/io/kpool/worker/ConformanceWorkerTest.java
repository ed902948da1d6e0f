package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.process.ExitReason;
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
}
