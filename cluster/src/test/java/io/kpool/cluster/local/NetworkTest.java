package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kpool.cluster.ClusterException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void takesTheFirstNetworkThatNothingOnTheMachineUses() {
        String inUse = """
                default via 192.168.1.1 dev eth0
                10.77.0.0/24 dev kpool0 scope link src 10.77.0.1
                10.78.65.0/24 via 10.78.0.11 dev other0
                110.79.0.0/16 dev tunnel0
                """;

        assertThat(Network.free(inUse)).isEqualTo(new Network(79));
    }

    @Test
    void saysWhichNetworksToFreeWhenAllAreUsed() {
        String all = IntStream.range(77, 117)
                .mapToObj(number -> "10." + number + ".0.0/16")
                .collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> Network.free(all))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("10.77.0.0/16 to 10.116.0.0/16");
    }

    @Test
    void aNodeIsToldTheWayToTheOtherNodesOnly() {
        assertThat(new Network(77).routesExceptOf(1)).containsExactly("10.77.66.0/24@10.77.0.12");
    }

    @Test
    void theMachineIsToldTheWayToPodsAndServices() {
        assertThat(new Network(77).routesFromOutside())
                .containsExactly("10.77.65.0/24@10.77.0.11", "10.77.66.0/24@10.77.0.12", "10.77.128.0/20@10.77.0.11");
    }
}
