package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.HostState;
import io.kpool.pool.WorkerId;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says of worker pods that they run, or what a test wants said of them, and lets deleted ones go. */
final class FakeKubelet implements AutoCloseable {
    private static final String RUNNING = """
            phase: Running
            conditions: [{type: Ready, status: "True"}]
            containerStatuses:
            - {name: worker, ready: true, image: i, imageID: i, restartCount: 0, state: {running: {startedAt: "%s"}}}
            """;

    private final KubernetesClient client;
    private final FakeMasters masters;
    /** By host. */
    private final Map<String, String> statuses = new ConcurrentHashMap<>();

    private final Map<String, Boolean> deaf = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> informer;
    private final ExecutorService work = Executors.newSingleThreadExecutor();

    FakeKubelet(KubernetesClient client, FakeMasters masters) {
        this.client = client;
        this.masters = masters;
        informer = client.pods()
                .inAnyNamespace()
                .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_KPOOL)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Pod pod) {
                        perform(() -> start(pod));
                    }

                    @Override
                    public void onUpdate(Pod before, Pod pod) {
                        perform(() -> look(pod));
                    }

                    @Override
                    public void onDelete(Pod pod, boolean unknown) {
                        // Gone.
                    }
                });
    }

    /** From now on pods of that host get this status, and their workers do not join. */
    void says(String host, String status) {
        statuses.put(host, status);
    }

    /** What a kubelet says of a pod whose container has just begun to run. */
    static String running() {
        return RUNNING.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** From now on all is well with pods of that host. */
    void heals(String host) {
        statuses.remove(host);
    }

    /** That pod comes to this end. */
    void ends(Pod pod, String status) {
        perform(() -> write(pod, status));
    }

    /** From now on deleted pods of that host stay. */
    void doesNotHearOf(String host) {
        deaf.put(host, true);
    }

    private void start(Pod pod) {
        // Without a node a deleted pod is gone at once.
        client.resource(new BindingBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withName(pod.getMetadata().getName())
                                .withNamespace(pod.getMetadata().getNamespace())
                                .build())
                        .withNewTarget()
                        .withKind("Node")
                        .withName("node-1")
                        .endTarget()
                        .build())
                .create();
        String host = pod.getMetadata().getLabels().get(Labels.HOST);
        if (statuses.containsKey(host)) {
            write(pod, statuses.get(host));
            return;
        }
        write(pod, running());
        masters.hear(poolOf(pod), workerOf(pod), HostState.READY, 0);
    }

    private void look(Pod pod) {
        boolean hears = !deaf.containsKey(pod.getMetadata().getLabels().get(Labels.HOST));
        if (pod.getMetadata().getDeletionTimestamp() != null && hears) {
            client.resource(pod).withGracePeriod(0).delete();
        }
    }

    private void write(Pod pod, String status) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(there -> new PodBuilder(there)
                        .withStatus(Yaml.parse(status, PodStatus.class))
                        .build());
    }

    /** A pod may be gone, or another kubelet's, before its turn comes. */
    private void perform(Runnable task) {
        work.execute(() -> {
            try {
                task.run();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        });
    }

    static PoolKey poolOf(Pod pod) {
        return new PoolKey(
                pod.getMetadata().getNamespace(), pod.getMetadata().getLabels().get(Labels.POOL));
    }

    static WorkerId workerOf(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return new WorkerId(labels.get(Labels.HOST), Long.parseLong(labels.get(Labels.INCARNATION)));
    }

    @Override
    public void close() {
        informer.close();
        work.close();
    }
}
