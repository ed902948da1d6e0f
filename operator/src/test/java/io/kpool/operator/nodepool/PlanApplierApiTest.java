package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.ApiServer;
import io.kpool.crd.NodePool;
import io.kpool.operator.nodepool.WorkerPod.Pending;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plans made from a view of the pods that is behind, against a real API server. */
@ExtendWith(ApiServer.class)
class PlanApplierApiTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(5);

    private final FakeMasters masters = new FakeMasters();
    private KubernetesClient client;
    private WorkerPodRequests requests;
    private PlanApplier applier;
    private NodePool pool;

    @BeforeEach
    void start(ApiServer.Running api) {
        client = api.client();
        requests = new WorkerPodRequests(client);
        applier = new PlanApplier(
                masters, workerPods(), requests, new CaConfigMaps(client, () -> "PEM", InstantSource.system()));
        String namespace = api.namespace("plans-" + NAMESPACES.incrementAndGet());
        pool = Yaml.parse(
                "{apiVersion: kpool.io/v1alpha1, kind: NodePool, metadata: {name: demo, namespace: %s, uid: '4711'}, spec: {hosts: [{name: a}]}}"
                        .formatted(namespace),
                NodePool.class);
    }

    @Test
    void aPodThatWasMadeAndNotSeenYetIsNotMadeAgain() {
        NodePoolPlan made = apply(Map.of(), FIRST);
        Pod pod = pod();
        masters.heard().clear();

        NodePoolPlan again = apply(made.memory(), LATER);

        assertThat(pod().getMetadata().getUid()).isEqualTo(pod.getMetadata().getUid());
        assertThat(masters.heard()).isEmpty();
        assertThat(incarnation(made)).isEqualTo(FIRST.getEpochSecond());
        assertThat(incarnation(again)).isEqualTo(FIRST.getEpochSecond());
    }

    @Test
    void aPodIsDeletedAndALaterOneOfItsNameIsNot() {
        apply(Map.of(), FIRST);

        requests.delete(namespace(), seen("of-an-earlier-one"));
        assertThat(pod()).isNotNull();

        String uid = pod().getMetadata().getUid();
        requests.delete(namespace(), seen(uid));
        assertThat(pod()).isNull();

        requests.delete(namespace(), seen(uid));
    }

    @Test
    void theCertificatesThatSomebodyDeletedAreThereBeforeThePod() {
        apply(Map.of(), FIRST);
        client.configMaps().inNamespace(namespace()).withName(CaConfigMaps.NAME).delete();
        requests.delete(namespace(), seen(pod().getMetadata().getUid()));

        apply(Map.of(), LATER);

        assertThat(pod()).isNotNull();
        assertThat(client.configMaps()
                        .inNamespace(namespace())
                        .withName(CaConfigMaps.NAME)
                        .get())
                .isNotNull();
    }

    /** Of no pod at all, as a cache shows them that is behind. */
    private NodePoolPlan apply(Map<String, HostMemory> memory, Instant now) {
        NodePoolPlan plan = NodePoolPlanner.plan(
                pool.getSpec(),
                wish -> workerPods().templateHash(pool, wish),
                new Observation(Map.of(), Map.of(), memory, FIRST.minus(Duration.ofHours(1)), now));
        return applier.apply(pool, plan, now);
    }

    private static long incarnation(NodePoolPlan plan) {
        return plan.memory().get("a").incarnation();
    }

    private static WorkerPod seen(String uid) {
        return new WorkerPod("demo-a", uid, FIRST.getEpochSecond(), "", "", false, new Pending(""));
    }

    private static WorkerPods workerPods() {
        return new WorkerPods(new WorkerDefaults("kpool/worker:1.0.0", "kpool-operator.kpool-system.svc:9443"));
    }

    private String namespace() {
        return pool.getMetadata().getNamespace();
    }

    private Pod pod() {
        return client.pods().inNamespace(namespace()).withName("demo-a").get();
    }
}
