package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Measures on the cluster of the current kubeconfig context, in a namespace of its own, and prints a table. */
public final class ResourceBench {
    private ResourceBench() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            String namespace = createNamespace(client);
            try {
                HostStart.Times hosts = new HostStart(client, namespace, 10).measure();
                System.out.printf("%-52s %8.2f s%n", "ten hosts, applied to Ready", hosts.poolSeconds());
                System.out.printf(
                        "%-52s %8.2f s%n", "ten bare pods of the same image, created to Ready", hosts.podsSeconds());
                System.out.printf("%-52s %8.2f%n", "ratio", hosts.poolSeconds() / hosts.podsSeconds());
                for (int perSecond : new int[] {10, 45}) {
                    SpawnLatency.Result spawns = new SpawnLatency(client, namespace, perSecond).measure(200);
                    System.out.printf("Spawn, %d/s, 200 of them:%n", perSecond);
                    System.out.printf("%-52s %8.1f ms%n", "  created to started, p50", spawns.startedMillis(50));
                    System.out.printf("%-52s %8.1f ms%n", "  created to started, p99", spawns.startedMillis(99));
                    System.out.printf("%-52s %8.1f ms%n", "  created to ended, p50", spawns.endedMillis(50));
                    System.out.printf("%-52s %8.2f%n", "  status writes each", spawns.writesEach());
                }
            } finally {
                client.namespaces().withName(namespace).delete();
            }
        }
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
