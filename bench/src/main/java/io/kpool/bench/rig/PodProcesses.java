package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kpool.bench.rig.WorkerPodProcess.PodFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in for the kubelet: starts a JVM for each worker's pod, as its container says, and says that it runs. */
final class PodProcesses implements AutoCloseable {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String KPOOL = "kpool";

    private final KubernetesClient client;
    private final Checkout checkout;
    private final Path folder;
    private final Credentials credentials;
    private final Path functions;
    /** By uid of the pod. */
    private final Map<String, LocalProcess> processes = new ConcurrentHashMap<>();

    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private SharedIndexInformer<Pod> informer;

    PodProcesses(KubernetesClient client, Checkout checkout, Path folder) {
        this.client = client;
        this.checkout = checkout;
        this.folder = folder;
        this.credentials = new Credentials(client);
        this.functions = FunctionJars.copiedInto(folder.resolve("functions"));
    }

    void start() {
        informer = client.pods()
                .inNamespace(Rig.NAMESPACE)
                .withLabel(MANAGED_BY, KPOOL)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Pod pod) {
                        work.execute(() -> start(pod));
                    }

                    @Override
                    public void onUpdate(Pod before, Pod pod) {
                        // Its own words.
                    }

                    @Override
                    public void onDelete(Pod pod, boolean unknown) {
                        work.execute(() -> end(pod));
                    }
                });
    }

    List<LocalProcess> running() {
        return List.copyOf(processes.values());
    }

    // Never bound to a node, a deleted pod is gone at once.
    private void start(Pod pod) {
        WorkerPodProcess process = new WorkerPodProcess(pod, filesOf(pod));
        processes.put(
                pod.getMetadata().getUid(),
                LocalProcess.start(process.name(), process.command(checkout), process.environment(), folder));
        PodStatuses.running(client, pod);
    }

    private void end(Pod pod) {
        LocalProcess process = processes.remove(pod.getMetadata().getUid());
        if (process != null) {
            process.close();
        }
    }

    private PodFiles filesOf(Pod pod) {
        try {
            Path mounted = Files.createDirectories(
                    folder.resolve("pods").resolve(pod.getMetadata().getUid()));
            String authority = credentials.authority(pod.getMetadata().getNamespace());
            return new PodFiles(
                    Files.writeString(mounted.resolve("ca.crt"), authority),
                    Files.writeString(mounted.resolve("token"), credentials.ofWorker(pod)),
                    functions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.close();
        }
        work.close();
        // All are told before any is waited for.
        processes.values().parallelStream().forEach(LocalProcess::close);
    }
}
