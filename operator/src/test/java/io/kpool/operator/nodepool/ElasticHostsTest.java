package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElasticHostsTest {
    @Test
    void countsFromZero() {
        assertThat(ElasticHosts.choose(3, List.of(), Map.of())).containsExactly("r0", "r1", "r2");
    }

    @Test
    void givesUpTheIdleOnesFirst() {
        assertThat(ElasticHosts.choose(2, List.of("r0", "r1", "r2"), Map.of("r0", 0, "r1", 4, "r2", 1)))
                .containsExactly("r1", "r2");
    }

    @Test
    void givesUpTheHighestNumberOfThoseThatDoTheSame() {
        assertThat(ElasticHosts.choose(2, List.of("r10", "r2", "r9"), Map.of())).containsExactly("r2", "r9");
    }

    @Test
    void givesUpThoseThatDoNotServeBeforeIdleOnes() {
        assertThat(ElasticHosts.choose(1, List.of("r0", "r1"), Map.of("r0", -1, "r1", 0)))
                .containsExactly("r1");
    }

    @Test
    void fillsTheLowestGapsFirst() {
        assertThat(ElasticHosts.choose(4, List.of("r1", "r3"), Map.of())).containsExactly("r0", "r1", "r2", "r3");
    }

    @Test
    void keepsNoneWhenNoneIsAskedFor() {
        assertThat(ElasticHosts.choose(0, List.of("r0"), Map.of("r0", 7))).isEmpty();
    }

    @Test
    void knowsItsOwnNames() {
        assertThat(List.of("r0", "r17", "r", "rx", "r1x", "alpha").stream().filter(ElasticHosts::isElastic))
                .containsExactly("r0", "r17");
    }
}
