package io.kpool.operator.nodepool;

import static io.kpool.operator.nodepool.Seen.HASH;
import static io.kpool.operator.nodepool.Seen.NOW;
import static io.kpool.operator.nodepool.Seen.RUNS;
import static io.kpool.operator.nodepool.Seen.known;
import static io.kpool.operator.nodepool.Seen.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.crd.NodePool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An API server that does not answer. */
class PlanApplierTest {
    private final KubernetesClient client = nobody();
    private final WorkerPods pods = new WorkerPods(new WorkerDefaults("kpool/worker:1.0.0", "kpool-operator:9443"));
    private final NodePool pool = Yaml.parse(
            "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: acme, uid: '4711'}, "
                    + "spec: {hosts: [{name: a}]}}",
            NodePool.class);
    private final PlanApplier applier = new PlanApplier(
            new FakeMasters(),
            pods,
            new WorkerPodRequests(client),
            new CaConfigMaps(client, () -> "PEM", InstantSource.system()));

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aPodThatCannotBeMadeIsTheFailureOfItsHostAndTriedAgain() {
        HostPlan host = apply(Map.of(), Map.of()).wanted().getFirst();

        assertThat(host.report().state()).isEqualTo(HostState.Failed);
        assertThat(host.report().reason()).isEqualTo(HostReasons.API_SERVER_ERROR);
        assertThat(host.report().message()).isNotEmpty();
        assertThat(host.step()).isEqualTo(new HostPlan.Await(NOW.plusSeconds(1)));
        assertThat(host.memory().setback().count()).isEqualTo(1);
    }

    @Test
    void aPodThatCannotBeDeletedIsSaidAndDeletedLater() {
        HostPlan removed = apply(Map.of("a", pod("a", RUNS), "gone", pod("gone", RUNS)), Map.of("gone", known("gone")))
                .removed()
                .getFirst();

        assertThat(removed.report().state()).isEqualTo(HostState.Draining);
        assertThat(removed.report().reason()).isEqualTo(HostReasons.API_SERVER_ERROR);
        assertThat(removed.step()).isEqualTo(new HostPlan.Await(NOW.plusSeconds(1)));
    }

    private NodePoolPlan apply(Map<String, WorkerPod> seen, Map<String, HostMemory> memory) {
        NodePoolPlan plan = NodePoolPlanner.plan(
                pool.getSpec(), wish -> HASH, new Observation(seen, Map.of(), memory, NOW.minusSeconds(3600), NOW));
        return applier.apply(pool, plan, NOW);
    }

    private static KubernetesClient nobody() {
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new KubernetesClientBuilder()
                    .withConfig(new ConfigBuilder()
                            .withAutoConfigure(false)
                            .withMasterUrl("http://localhost:" + closedSoon.getLocalPort())
                            .withRequestRetryBackoffLimit(0)
                            .build())
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
