package io.kpool.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ListContainersCmd;
import com.github.dockerjava.api.model.Container;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Starts, finds and stops the k3s container that has one name, known by a label. */
final class K3sClusters {
    private static final String LABEL = "io.kpool.cluster";
    private static final String IMAGE = "rancher/k3s:v" + Binaries.KUBERNETES_VERSION + "-k3s1";

    private final String name;
    private final Path kubeconfig;
    private final Progress progress;

    K3sClusters(Map<String, String> environment, Progress progress) {
        this.name = environment.getOrDefault("KPOOL_CLUSTER_NAME", "kpool");
        this.kubeconfig = Cache.from(environment).runs().resolve(name + ".k3s.kubeconfig");
        this.progress = progress;
    }

    Optional<Cluster> running() {
        if (!Files.exists(kubeconfig)) {
            return Optional.empty();
        }
        return containers().exec().stream()
                .findFirst()
                .map(container -> new K3sCluster(client(), container.getId(), kubeconfig));
    }

    /** @throws ClusterException when Testcontainers would end the container together with this process */
    Cluster startToStay() {
        if (!TestcontainersConfiguration.getInstance().environmentSupportsReuse()) {
            throw new ClusterException("Set TESTCONTAINERS_REUSE_ENABLE=true, so that Testcontainers leaves the k3s "
                    + "container running when this command ends.");
        }
        return start();
    }

    Cluster start() {
        progress.say("starting " + IMAGE);
        K3sContainer container = container();
        container.start();
        try {
            Files.createDirectories(kubeconfig.getParent());
            Files.writeString(kubeconfig, container.getKubeConfigYaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new K3sCluster(client(), container.getContainerId(), kubeconfig);
    }

    /** Not closed here: the container is meant to outlive this object, and {@link #stop} finds it by its label. */
    @SuppressWarnings("resource")
    private K3sContainer container() {
        return new K3sContainer(DockerImageName.parse(IMAGE))
                .withLabel(LABEL, name)
                .withReuse(true);
    }

    /** Also one that no longer runs, because the engine or somebody else stopped it. */
    boolean stop() {
        List<Container> containers = containers().withShowAll(true).exec();
        for (Container container : containers) {
            client().removeContainerCmd(container.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        }
        try {
            return Files.deleteIfExists(kubeconfig) || !containers.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ListContainersCmd containers() {
        return client().listContainersCmd().withLabelFilter(Map.of(LABEL, name));
    }

    private static DockerClient client() {
        return DockerClientFactory.instance().client();
    }
}
