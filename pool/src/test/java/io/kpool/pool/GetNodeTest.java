package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.LEAST_LOADED;
import static io.kpool.pool.PlacementStrategy.ROTATION;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Erlang's {@code pool:get_node/0}: a host for whoever places something himself. */
class GetNodeTest {

    @Test
    void getNodeSpreadsABurst() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b", "c");
        // When
        Map<String, Long> chosen = IntStream.range(0, 30)
                .mapToObj(i -> choose(pool))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        // Then
        assertThat(chosen).containsExactly(Map.entry("a", 10L), Map.entry("b", 10L), Map.entry("c", 10L));
    }

    @Test
    void getNodeCountsUntilAReport() {
        // Given
        PoolFixture pool = PoolFixture.ready(LEAST_LOADED, "a", "b");
        assertThat(choose(pool)).isEqualTo("a");
        assertThat(pool.host("a").use().load()).isEqualTo(1_000);
        // When
        pool.load(worker("a"), 0, 250);
        // Then
        assertThat(pool.host("a").use().load()).isEqualTo(250);
        assertThat(pool.host("a").use().processes()).isZero();
    }

    @Test
    void getNodeRotatesAsErlangDoes() {
        // Given
        PoolFixture pool = PoolFixture.ready(ROTATION, "a", "b", "c");
        // Then
        assertThat(Stream.generate(() -> choose(pool)).limit(4)).containsExactly("c", "b", "a", "c");
    }

    @Test
    void getNodeSaysWhyThereIsNone() {
        // Given
        PoolFixture none = PoolFixture.of(LEAST_LOADED, "a");
        PoolFixture full = PoolFixture.ready(LEAST_LOADED, "a");
        Stream.generate(full::startOne).limit(PoolFixture.SLOTS).toList();
        // Then
        assertThat(none.master.getNode(new Anywhere())).isEqualTo(new NodeChoice.None(PlacementFailure.NO_NODE));
        assertThat(full.master.getNode(new Anywhere())).isEqualTo(new NodeChoice.None(PlacementFailure.NO_CAPACITY));
        assertThat(full.master.getNode(new OnHost("z"))).isEqualTo(new NodeChoice.None(PlacementFailure.NO_NODE));
    }

    private static String choose(PoolFixture pool) {
        return ((NodeChoice.Chosen) pool.master.getNode(new Anywhere()))
                .worker()
                .host();
    }
}
