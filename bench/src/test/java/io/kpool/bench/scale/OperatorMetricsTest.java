package io.kpool.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private static final OperatorMetrics METRICS = new OperatorMetrics("""
            # HELP kpool_hosts Hosts in that state
            # TYPE kpool_hosts gauge
            kpool_hosts{namespace="a",pool="p",state="ready"} 3.0
            kpool_hosts{namespace="a",pool="p",state="lost"} 1.0
            kpool_hosts_total{namespace="a",pool="p",state="lost"} 7.0
            kpool_leader 1.0
            """);

    @Test
    void findsASeriesByItsLabels() {
        assertThat(METRICS.value("kpool_hosts", "state=\"lost\"", "pool=\"p\"")).isEqualTo(1);
    }

    @Test
    void hasNothingOfWhatIsNotThere() {
        assertThat(METRICS.value("kpool_hosts", "pool=\"q\"")).isZero();
    }
}
