package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.bench.measure.Column;
import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.cluster.machine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Measures on the cluster of the current kubeconfig context, in a namespace of its own. */
public final class ResourceBench {
    private static final String KPOOL = "kpool";
    private static final String KUBERNETES = "kubernetes";
    private static final int HOSTS = 10;
    private static final int SPAWNS = 450;
    private static final int JOBS = 20;

    private final Progress progress;
    private final List<Figure> figures = new ArrayList<>();

    private ResourceBench(Progress progress) {
        this.progress = progress;
    }

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        ResourceBench bench = new ResourceBench(progress);
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            String namespace = createNamespace(client);
            try {
                bench.measure(client, namespace);
            } finally {
                client.namespaces().withName(namespace).delete();
            }
        }
        return bench.figures;
    }

    private void measure(KubernetesClient client, String namespace) throws InterruptedException {
        progress.say("resources: " + HOSTS + " hosts to Ready, and as many bare pods");
        HostStart.Times hosts = new HostStart(client, namespace, HOSTS).measure();
        figures.add(Figure.ofValue(KPOOL, Measure.HOSTS_READY, hosts.poolSeconds(), "s"));
        figures.add(Figure.ofValue(KUBERNETES, Measure.HOSTS_READY, hosts.podsSeconds(), "s")
                .withNote("bare pods of the same image"));
        figures.add(Figure.ofValue(KPOOL, Measure.HOSTS_RATIO, hosts.poolSeconds() / hosts.podsSeconds(), ""));
        progress.say("resources: Spawns at 10/s");
        SpawnLatency.Result calm = new SpawnLatency(client, namespace, 10).measure(SPAWNS / 3);
        figures.add(latency(KPOOL, Measure.RESOURCE_10, calm.started()));
        progress.say("resources: Spawns at 45/s");
        SpawnLatency.Result busy = new SpawnLatency(client, namespace, 45).measure(SPAWNS);
        figures.add(latency(KPOOL, Measure.RESOURCE_45, busy.started()));
        figures.add(latency(KPOOL, Measure.RESOURCE_ENDED, busy.ended()).withNote("each runs for a second"));
        figures.add(Figure.ofValue(KPOOL, Measure.RESOURCE_WRITES, busy.writesEach(), ""));
        progress.say("resources: Jobs");
        figures.add(latency(
                KUBERNETES, Measure.JOB_STARTED, new JobLatency(client, namespace, hosts.like()).measure(JOBS)));
    }

    private static Figure latency(String system, Measure measure, Histogram micros) {
        return new Figure(
                system,
                measure,
                Map.of(
                        Column.COUNT, (double) micros.getTotalCount(),
                        Column.P50, (double) micros.getValueAtPercentile(50),
                        Column.P99, (double) micros.getValueAtPercentile(99),
                        Column.P999, (double) micros.getValueAtPercentile(99.9)),
                "",
                "");
    }

    private static String createNamespace(KubernetesClient client) {
        return client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("bench-")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getName();
    }
}
