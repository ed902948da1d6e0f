package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpec;
import io.kpool.operator.agent.PoolKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.class)
class NodePoolEditsApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private PoolKey pool;
    private PoolEdits edits;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        pool = new PoolKey(api.namespace("edits-" + COUNT.incrementAndGet()), "demo");
        edits = new NodePoolEdits(client, pool -> Optional.empty(), Runnable::run);
        client.resource(Serialization.unmarshal(
                        "---\n{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: %s}, spec: {hosts: [{name: alpha}]}}"
                                .formatted(pool.namespace()),
                        NodePool.class))
                .create();
    }

    @Test
    void attachesAndDetaches() {
        // When
        boolean first = done(edits.attach(pool, List.of("beta")));
        boolean again = done(edits.attach(pool, List.of("beta")));
        // Then
        assertThat(first).isFalse();
        assertThat(again).isTrue();
        assertThat(spec().attached()).containsExactly("beta");
        done(edits.detach(pool, List.of("beta")));
        assertThat(spec().attached()).isEmpty();
        assertThat(spec().hosts()).hasSize(1);
    }

    @Test
    void changesNothingUnlessItCanChangeAll() {
        // Given
        done(edits.attach(pool, List.of("beta")));
        // Then
        assertThat(failure(edits.attach(pool, List.of("gamma", "beta")))).isEqualTo(ErrorKind.DUPLICATE_NODE);
        assertThat(failure(edits.detach(pool, List.of("beta", "gamma")))).isEqualTo(ErrorKind.UNKNOWN_NODE);
        assertThat(spec().attached()).containsExactly("beta");
    }

    @Test
    void cordonsAndTakesThatBack() {
        // When
        done(edits.cordon(pool, List.of("alpha")));
        // Then
        assertThat(spec().cordoned()).containsExactly("alpha");
        done(edits.uncordon(pool, List.of("alpha")));
        assertThat(spec().cordoned()).isEmpty();
    }

    @Test
    void doesNotGuessAtElasticHostsOfAPoolThatItHasNotHeardOf() {
        assertThat(failure(edits.cordon(pool, List.of("r0")))).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(spec().cordoned()).isEmpty();
    }

    @Test
    void saysWhatTheApiServerRefuses() {
        assertThat(failure(edits.attach(pool, List.of("No Label")))).isEqualTo(ErrorKind.INVALID);
        assertThat(failure(edits.cordon(new PoolKey(pool.namespace(), "none"), List.of("alpha"))))
                .isEqualTo(ErrorKind.NO_SUCH_POOL);
    }

    @Test
    void losesNoneOfSeveralAtOnce() {
        // When
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4).forEach(i -> executor.submit(() -> done(edits.attach(pool, List.of("host-" + i)))));
        }
        // Then
        assertThat(spec().attached()).containsExactlyInAnyOrder("host-0", "host-1", "host-2", "host-3");
    }

    private NodePoolSpec spec() {
        return client.resources(NodePool.class)
                .inNamespace(pool.namespace())
                .withName(pool.name())
                .get()
                .getSpec();
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static ErrorKind failure(CompletionStage<?> stage) {
        return stage.handle((value, failure) -> Gate.unwrapped(failure).kind())
                .toCompletableFuture()
                .join();
    }
}
