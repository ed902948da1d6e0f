package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one does without kpool: how long a Job takes until a watcher sees that its container runs, one at a time. */
record JobLatency(KubernetesClient client, String namespace, SleepingPod like) {
    private static final int SECONDS = 1;
    private static final int LIMIT_SECONDS = 60;

    /** In microseconds. */
    Histogram measure(int count) throws InterruptedException {
        Histogram micros = new Histogram(TimeUnit.SECONDS.toMicros(LIMIT_SECONDS), 3);
        for (int i = 0; i < count; i++) {
            String name = "job-" + i;
            Running running = new Running(new CountDownLatch(1));
            try (Watch _ = client.pods()
                    .inNamespace(namespace)
                    .withLabel("batch.kubernetes.io/job-name", name)
                    .watch(running)) {
                long start = System.nanoTime();
                client.resource(job(name)).create();
                if (!running.seen().await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(name + " has not started");
                }
                micros.recordValue((System.nanoTime() - start) / 1_000);
            }
        }
        return micros;
    }

    private Job job(String name) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withSpec(like.forSeconds(SECONDS))
                .endTemplate()
                .endSpec()
                .build();
    }

    private record Running(CountDownLatch seen) implements Watcher<Pod> {
        @Override
        public void eventReceived(Action action, Pod pod) {
            boolean began = pod.getStatus().getContainerStatuses().stream()
                    .anyMatch(container -> hasBegun(container.getState()));
            if (began) {
                seen.countDown();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            // Nobody counts down any more; whoever waits says so.
        }

        private static boolean hasBegun(ContainerState state) {
            return state != null && (state.getRunning() != null || state.getTerminated() != null);
        }
    }
}
