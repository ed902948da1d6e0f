package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Load;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadReportsTest {
    private static final long START = Duration.ofHours(1).toNanos();
    private static final Load IDLE = Load.newBuilder().setRunQueueMilli(0).build();
    private static final Load BUSY = Load.newBuilder().setRunQueueMilli(500).build();

    private final LoadReports reports = new LoadReports(Duration.ofMillis(200), Duration.ofSeconds(1));

    @Test
    void isDueAtOnceThenAtEachPeriod() {
        assertThat(reports.isDue(START)).isTrue();
        reports.report(IDLE, START);

        assertThat(reports.isDue(after(199))).isFalse();
        assertThat(reports.isDue(after(200))).isTrue();
    }

    @Test
    void tellsChangesAtEachPeriodAndSamenessAtHeartbeats() {
        assertThat(reports.report(IDLE, START))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(1));
        assertThat(reports.report(IDLE, after(200))).isEmpty();
        assertThat(reports.report(BUSY, after(400)))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(2));
        assertThat(reports.report(BUSY, after(1399))).isEmpty();
        assertThat(reports.report(BUSY, after(1400)))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(3));
    }

    private static long after(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
