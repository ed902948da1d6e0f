package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.NodePoolStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusPaceTest {
    private static final NodePoolStatus THERE = status(3, 100, "Ready");
    private static final Duration JUST_NOW = Duration.ofMillis(4999);
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    @Test
    void whatIsThereIsNotWrittenAgain() {
        assertThat(StatusPace.of(THERE, status(3, 100, "Ready"), A_WHILE)).isEqualTo(StatusPace.NOTHING_NEW);
    }

    @Test
    void loadWaitsForFiveSeconds() {
        assertThat(StatusPace.of(THERE, status(4, 900, "Ready"), JUST_NOW)).isEqualTo(StatusPace.LATER);
        assertThat(StatusPace.of(THERE, status(4, 900, "Ready"), A_WHILE)).isEqualTo(StatusPace.WRITE);
    }

    @Test
    void aHostsStateDoesNotWait() {
        assertThat(StatusPace.of(THERE, status(4, 900, "Lost"), JUST_NOW)).isEqualTo(StatusPace.WRITE);
    }

    private static NodePoolStatus status(int processes, int load, String state) {
        return Yaml.parse(
                "{readyHosts: 1, wantedHosts: 1, load: {processes: %d, average: %d}, ".formatted(processes, load)
                        + "hosts: [{name: a, state: %s, load: %d, processes: %d}]}".formatted(state, load, processes),
                NodePoolStatus.class);
    }
}
