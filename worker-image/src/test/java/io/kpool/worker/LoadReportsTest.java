package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Load;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadReportsTest {
    private static final long START = Duration.ofHours(1).toNanos();
    private static final Load IDLE = Load.newBuilder().setRunQueueMilli(0).build();
    private static final Load BUSY = Load.newBuilder().setRunQueueMilli(500).build();

    private final LoadReports often = new LoadReports(Duration.ofMillis(200), Duration.ofSeconds(1));
    private final LoadReports seldom = new LoadReports(Duration.ofSeconds(5), Duration.ofSeconds(1));

    @Test
    void samplesAtOnceThenAtEachPeriod() {
        assertThat(often.isSampleDue(START)).isTrue();
        often.sampled(IDLE, START);

        assertThat(often.isSampleDue(after(199))).isFalse();
        assertThat(often.isSampleDue(after(200))).isTrue();
    }

    @Test
    void tellsChangesAtEachPeriodAndSamenessAtHeartbeats() {
        assertThat(often.sampled(IDLE, START))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(1));
        assertThat(often.sampled(IDLE, after(200))).isEmpty();
        assertThat(often.sampled(BUSY, after(400)))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(2));
        assertThat(often.sampled(BUSY, after(1399))).isEmpty();
        assertThat(often.sampled(BUSY, after(1400)))
                .hasValueSatisfying(load -> assertThat(load.getSequence()).isEqualTo(3));
    }

    @Test
    void betweenTwoSamplesHeartbeatsGoOn() {
        seldom.sampled(BUSY, START);

        assertThat(seldom.isHeartbeatDue(after(999))).isFalse();
        assertThat(seldom.isHeartbeatDue(after(1000))).isTrue();
        assertThat(seldom.heartbeat(BUSY, after(1000)).getSequence()).isEqualTo(2);
        assertThat(seldom.isHeartbeatDue(after(1999))).isFalse();
        assertThat(seldom.isSampleDue(after(4999))).isFalse();
        assertThat(seldom.isSampleDue(after(5000))).isTrue();
    }

    private static long after(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }
}
