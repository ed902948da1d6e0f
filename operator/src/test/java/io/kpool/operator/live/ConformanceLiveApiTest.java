package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.grpc.Status;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import io.kpool.protocol.live.CordonRequest;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.LiveGrpc.LiveBlockingStub;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The entries of the conformance list that show in what callers change of a NodePool, by their numbers there. */
@ExtendWith(ApiServer.class)
class ConformanceLiveApiTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KubernetesClient client;
    private String namespace;
    private LiveLab lab;
    private LiveBlockingStub calls;

    @BeforeEach
    void start(ApiServer.Running api) throws Exception {
        client = api.client();
        namespace = api.namespace("conformance-" + COUNT.incrementAndGet());
        lab = LiveLab.leading(new NodePoolEdits(client, pool -> Optional.empty(), Runnable::run));
        calls = lab.caller(namespace + "/runner").unary();
        client.resource(Serialization.unmarshal(
                        "---\n{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: %s}, spec: {hosts: [{name: alpha}]}}"
                                .formatted(namespace),
                        NodePool.class))
                .create();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    @DisplayName("P5 attached twice is already_attached, and one entry")
    void p5_attachedTwiceIsAttachedAlready() {
        // When
        boolean first = calls.attach(hosts("demo", "beta")).getAlreadyAttached();
        boolean second = calls.attach(hosts("demo", "beta")).getAlreadyAttached();
        // Then
        assertThat(first).isFalse();
        assertThat(second).isTrue();
        assertThat(attached()).containsExactly("beta");
    }

    @Test
    @DisplayName("P9 without a pool there is nothing to attach to, to detach from or to cordon")
    void p9_nothingCanBeChangedWithoutAPool() {
        assertThat(error(() -> calls.attach(hosts("nowhere", "beta")))).isEqualTo("no_such_pool");
        assertThat(error(() -> calls.detach(hosts("nowhere", "beta")))).isEqualTo("no_such_pool");
        assertThat(error(() -> calls.cordon(CordonRequest.newBuilder()
                        .setPool("nowhere")
                        .addHost("beta")
                        .build())))
                .isEqualTo("no_such_pool");
    }

    @Test
    @DisplayName("D1 connect of a host that is known is duplicate_node and changes nothing, whether it is there or not")
    void d1_whoIsKnownIsADuplicate() {
        // Given
        calls.attach(hosts("demo", "beta", "gamma"));
        // When
        String absent = error(() -> calls.attach(hosts("demo", "gamma", "beta")));
        String started = error(() -> calls.attach(hosts("demo", "delta", "alpha")));
        // Then
        assertThat(absent).isEqualTo("duplicate_node");
        assertThat(started).isEqualTo("duplicate_node");
        assertThat(attached()).containsExactly("beta", "gamma");
    }

    @Test
    @DisplayName("D3 connect is accepted before anybody is there, and of several all or none")
    void d3_connectsAllOrNone() {
        // When
        calls.attach(hosts("demo", "beta", "gamma"));
        String known = error(() -> calls.attach(hosts("demo", "delta", "gamma")));
        String twice = error(() -> calls.attach(hosts("demo", "delta", "delta")));
        // Then
        assertThat(attached()).containsExactly("beta", "gamma");
        assertThat(known).isEqualTo("duplicate_node");
        assertThat(twice).isEqualTo("duplicate_node");
    }

    @Test
    @DisplayName("D3 disconnect is of several all or none, and who is disconnected is on no list any more")
    void d3_disconnectsAllOrNone() {
        // Given
        calls.attach(hosts("demo", "beta", "gamma", "delta"));
        // When
        String unknown = error(() -> calls.detach(hosts("demo", "beta", "omega")));
        List<String> unchanged = attached();
        calls.detach(hosts("demo", "gamma", "beta"));
        // Then
        assertThat(unknown).isEqualTo("unknown_node");
        assertThat(unchanged).containsExactly("beta", "gamma", "delta");
        assertThat(attached()).containsExactly("delta");
    }

    private List<String> attached() {
        return client.resources(NodePool.class)
                .inNamespace(namespace)
                .withName("demo")
                .get()
                .getSpec()
                .attached();
    }

    private static HostsRequest hosts(String pool, String... names) {
        return HostsRequest.newBuilder()
                .setPool(pool)
                .addAllHost(List.of(names))
                .build();
    }

    private static String error(ThrowableAssert.ThrowingCallable call) {
        return Status.trailersFromThrowable(Assertions.catchThrowable(call)).get(ErrorKind.TRAILER);
    }
}
