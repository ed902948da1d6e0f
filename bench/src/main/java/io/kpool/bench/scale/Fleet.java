package io.kpool.bench.scale;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kpool.bench.rig.Credentials;
import io.kpool.bench.rig.PodStatuses;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A simulated worker for each worker's pod of a namespace. */
final class Fleet implements AutoCloseable {
    private static final int KUBELETS = 8;

    private final KubernetesClient client;
    private final String namespace;
    private final int slots;
    private final FleetDialler dialler;
    private final Credentials credentials;
    /** By uid of the pod. */
    private final Map<String, SimulatedWorker> workers = new ConcurrentHashMap<>();

    private final ExecutorService kubelets = Executors.newFixedThreadPool(KUBELETS);
    private SharedIndexInformer<Pod> informer;

    Fleet(KubernetesClient client, String namespace, int slots, FleetDialler dialler) {
        this.client = client;
        this.namespace = namespace;
        this.slots = slots;
        this.dialler = dialler;
        this.credentials = new Credentials(client);
    }

    void start() {
        informer = client.pods().inNamespace(namespace).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                kubelets.execute(() -> run(pod));
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                // Our own words.
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                SimulatedWorker gone = workers.remove(pod.getMetadata().getUid());
                if (gone != null) {
                    gone.end();
                }
            }
        });
    }

    long welcomed() {
        return workers.values().stream().filter(SimulatedWorker::isWelcomed).count();
    }

    List<SimulatedWorker> workers() {
        return List.copyOf(workers.values());
    }

    private void run(Pod pod) {
        SimulatedHost host = SimulatedHost.of(pod, credentials.ofWorker(pod));
        SimulatedWorker worker = new SimulatedWorker(
                host, slots, dialler, new SplittableRandom(host.name().hashCode()));
        workers.put(host.podUid(), worker);
        PodStatuses.running(client, pod);
        worker.start();
    }

    @Override
    public void close() {
        informer.close();
        kubelets.shutdownNow();
        workers.values().forEach(SimulatedWorker::end);
        dialler.close();
    }
}
