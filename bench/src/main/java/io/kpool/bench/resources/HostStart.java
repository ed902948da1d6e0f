package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpecBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long a pool takes from applied to Ready, next to as many bare pods of the same image that only sleep. */
record HostStart(KubernetesClient client, String namespace, int hosts) {
    private static final int LIMIT_SECONDS = 180;
    private static final int LONG_ENOUGH = 600;

    /** @param like what the workers' pods were like */
    record Times(double poolSeconds, double podsSeconds, SleepingPod like) {}

    Times measure() {
        long start = System.nanoTime();
        NodePool pool = client.resource(pool()).create();
        client.resource(pool).waitUntilCondition(HostStart::isReady, LIMIT_SECONDS, TimeUnit.SECONDS);
        double poolSeconds = secondsSince(start);
        SleepingPod like = new SleepingPod(client.pods()
                .inNamespace(namespace)
                .list()
                .getItems()
                .getFirst()
                .getSpec());
        client.resource(pool).withGracePeriod(0).delete();
        awaitNoPods();
        return new Times(poolSeconds, barePods(like), like);
    }

    private double barePods(SleepingPod like) {
        List<Pod> pods = IntStream.range(0, hosts)
                .mapToObj(i -> barePod("bare-" + i, like))
                .toList();
        long start = System.nanoTime();
        pods.parallelStream().forEach(pod -> client.resource(pod).create());
        pods.forEach(pod -> client.resource(pod)
                .waitUntilCondition(Readiness.getInstance()::isReady, LIMIT_SECONDS, TimeUnit.SECONDS));
        double seconds = secondsSince(start);
        client.resourceList(pods).withGracePeriod(0).delete();
        return seconds;
    }

    private NodePool pool() {
        NodePool pool = new NodePool();
        pool.setMetadata(named("ten"));
        pool.setSpec(NodePoolSpecBuilder.builder()
                .hosts(IntStream.range(0, hosts)
                        .mapToObj(i -> HostSpec.named("host-" + i))
                        .toList())
                .build());
        return pool;
    }

    private Pod barePod(String name, SleepingPod like) {
        return new PodBuilder()
                .withMetadata(named(name))
                .withSpec(like.forSeconds(LONG_ENOUGH))
                .build();
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    private void awaitNoPods() {
        client.pods()
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(pod ->
                        client.resource(pod).waitUntilCondition(gone -> gone == null, LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    static boolean isReady(NodePool pool) {
        return pool != null
                && pool.getStatus() != null
                && pool.getStatus().conditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
