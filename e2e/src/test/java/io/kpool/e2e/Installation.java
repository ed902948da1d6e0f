package io.kpool.e2e;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.cluster.Cluster;
import io.kpool.cluster.Clusters;
import io.kpool.cluster.FailureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The chart, installed once on a cluster with the images of this checkout; gives the cluster back at the end. */
final class Installation implements AutoCloseable {
    /** Where the chart is installed. */
    static final String NAMESPACE = "kpool-system";

    private final Cluster cluster;
    private final KubernetesClient client;
    private final Path folder;

    Installation() throws IOException {
        cluster = Clusters.ofThisMachine().obtain();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
        folder = Files.createTempDirectory("kpool-e2e");
        cluster.loadImage(Repository.root().resolve("operator/target/kpool-operator.tar"));
        cluster.loadImage(Repository.root().resolve("worker-image/target/kpool-worker.tar"));
        Kubectl kubectl = new Kubectl(cluster.kubeconfig());
        String before = kubectl.run("-n", NAMESPACE, "get", "deployments", "-o", "name", "--ignore-not-found");
        apply(kubectl);
        if (!before.isBlank()) {
            // The tag of the images stays while they change; and what runs may be one that does not come up.
            kubectl.run("-n", NAMESPACE, "rollout", "restart", "deployment/kpool-operator");
        }
        awaitOperator(kubectl);
    }

    static void install(Kubectl kubectl, String... values) {
        apply(kubectl, values);
        awaitOperator(kubectl);
    }

    private static void apply(Kubectl kubectl, String... values) {
        String chart = Repository.root().resolve("charts/kpool").toString();
        List<String> arguments = new ArrayList<>(List.of(
                "upgrade", "--install", "kpool", chart, "-n", NAMESPACE, "--create-namespace", "--reset-values"));
        for (String value : values) {
            arguments.addAll(List.of("--set", value));
        }
        kubectl.program(Path.of("helm"), arguments.toArray(String[]::new));
    }

    private static void awaitOperator(Kubectl kubectl) {
        kubectl.run("-n", NAMESPACE, "rollout", "status", "deployment/kpool-operator", "--timeout=120s");
    }

    /** A new namespace that enforces the strictest Pod Security Standard, instead of what an earlier run left. */
    Kpool namespace(String name) throws IOException {
        Kubectl admin = new Kubectl(cluster.kubeconfig());
        admin.run("delete", "namespace", name, "--ignore-not-found", "--timeout=120s");
        admin.run("create", "namespace", name);
        admin.run("label", "namespace", name, "pod-security.kubernetes.io/enforce=restricted");
        Path kubeconfig = folder.resolve(name + ".kubeconfig");
        Files.copy(cluster.kubeconfig(), kubeconfig);
        Kubectl kubectl = new Kubectl(kubeconfig);
        kubectl.run("config", "set-context", "--current", "--namespace=" + name);
        return new Kpool(cluster, kubectl, name, () -> report(name));
    }

    /** What a person needs who was not there when a test failed. */
    private void report(String namespace) {
        new FailureReport(client, namespace).lines().forEach(System.err::println);
        cluster.diagnose().forEach(System.err::println);
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
    }
}
