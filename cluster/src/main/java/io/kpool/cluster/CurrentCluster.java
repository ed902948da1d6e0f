package io.kpool.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kpool.cluster.machine.Command;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody's cluster, as the current kubeconfig context has it. It is never started and never stopped from here. */
record CurrentCluster(Path kubeconfig, String context) implements Cluster {

    /** @throws ClusterException when there is no kubeconfig with a current context */
    static CurrentCluster from(Map<String, String> environment) {
        Path file = Stream.of(environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".kube", "config"));
        if (!Files.isReadable(file)) {
            throw new ClusterException(
                    "Set KUBECONFIG to a readable file for KPOOL_CLUSTER=current; there is none at " + file + ".");
        }
        Config config = Config.fromKubeconfig(file.toFile());
        if (config.getCurrentContext() == null) {
            throw new ClusterException("Choose a context with `kubectl config use-context`: " + file + " has none.");
        }
        return new CurrentCluster(file, config.getCurrentContext().getName());
    }

    @Override
    public Way way() {
        return Way.CURRENT;
    }

    @Override
    public List<String> nodes() {
        try (KubernetesClient client = client()) {
            return client.nodes().list().getItems().stream()
                    .map(HasMetadata::getMetadata)
                    .map(metadata -> metadata.getName())
                    .sorted()
                    .toList();
        }
    }

    /** Through the tool that made the cluster, known by the name that it gives its contexts. */
    @Override
    public void loadImage(Path dockerArchive) {
        String file = dockerArchive.toAbsolutePath().toString();
        if (context.startsWith("kind-")) {
            Command.of("kind", "load", "image-archive", file, "--name", context.substring("kind-".length()))
                    .require();
        } else if (context.startsWith("k3d-")) {
            Command.of("k3d", "image", "import", file, "--cluster", context.substring("k3d-".length()))
                    .require();
        } else if (context.equals("minikube")) {
            Command.of("minikube", "image", "load", file).require();
        } else {
            throw new ClusterException("Push the images to a registry that the cluster '" + context
                    + "' can pull from: it is not known how to load " + dockerArchive.getFileName() + " into it.");
        }
    }

    @Override
    public List<String> diagnose() {
        try (KubernetesClient client = client()) {
            return List.of("context " + context + ", Kubernetes "
                    + client.getKubernetesVersion().getGitVersion());
        } catch (KubernetesClientException e) {
            return List.of("context " + context + " does not answer: " + e.getMessage());
        }
    }

    @Override
    public void close() {}

    private KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
