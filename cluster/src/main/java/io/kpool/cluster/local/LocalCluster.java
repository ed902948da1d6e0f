package io.kpool.cluster.local;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.cluster.Cluster;
import io.kpool.cluster.ClusterException;
import io.kpool.cluster.Way;
import io.kpool.cluster.image.DockerArchive;
import io.kpool.cluster.machine.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running cluster of local processes. Many may hold one; closing this object lets go of it and stops nothing. */
public final class LocalCluster implements Cluster {
    private static final String LOG_LINES = "5";
    private static final int ANSWER_MILLIS = 2_000;
    private static final Duration API_SERVER_RESTART = Duration.ofSeconds(20);

    private final RunFolder folder;
    private final ClusterState state;

    LocalCluster(RunFolder folder, ClusterState state) {
        this.folder = folder;
        this.state = state;
    }

    @Override
    public Way way() {
        return Way.LOCAL;
    }

    @Override
    public Path kubeconfig() {
        return folder.kubeconfig();
    }

    @Override
    public List<String> nodes() {
        return Node.all().stream().map(Node::name).toList();
    }

    /** Loads onto both nodes at once; an archive that was the last loaded under its names is skipped. */
    @Override
    public void loadImage(Path dockerArchive) {
        DockerArchive archive = new DockerArchive(dockerArchive.toAbsolutePath());
        if (!Files.isReadable(archive.file())) {
            throw new ClusterException("There is no image archive at " + dockerArchive + "; build it first.");
        }
        String names = String.join("+", archive.tags());
        Path record = folder.loadedImages().resolve(names.replaceAll("[^A-Za-z0-9.+-]", "_"));
        try {
            String digest = archive.digest();
            if (Files.exists(record) && Files.readString(record).equals(digest)) {
                return;
            }
            nodeHosts().parallelStream()
                    .forEach(node -> node.command("ctr", "--namespace", "k8s.io", "images", "import", "-")
                            .reading(archive.file())
                            .require());
            Files.writeString(record, digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> diagnose() {
        List<String> lines = new ArrayList<>();
        Set<Long> alive = processes();
        state.hosts()
                .forEach((name, pid) -> lines.add(
                        "host " + name + ", first process " + pid + ": " + (alive.contains(pid) ? "alive" : "gone")));
        try (Stream<Path> logs = Files.list(folder.logs())) {
            for (Path log : logs.sorted(Comparator.naturalOrder()).toList()) {
                lines.add("last lines of " + log + ":");
                Command.of("tail", "-n", LOG_LINES, log.toString())
                        .run()
                        .output()
                        .lines()
                        .forEach(lines::add);
            }
        } catch (IOException e) {
            lines.add("the logs cannot be read: " + e.getMessage());
        }
        return lines;
    }

    @Override
    public void close() {}

    /**
     * Whether every host lives and the API server accepts connections. One that a test has just killed comes back by
     * itself: it gets the time for that, because the alternative is to remove a cluster that others use.
     */
    boolean isHealthy() {
        if (!processes().containsAll(state.hosts().values()) || !Files.exists(folder.kubeconfig())) {
            return false;
        }
        try {
            Deadline.in(API_SERVER_RESTART, "the API server does not answer").await(this::isAnswering);
            return true;
        } catch (ClusterException e) {
            return false;
        }
    }

    private boolean isAnswering() {
        try (Socket socket = new Socket()) {
            String address = new Network(state.network()).controlAddress();
            socket.connect(new InetSocketAddress(address, Network.API_SERVER_PORT), ANSWER_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Set<Long> processes() {
        return new Leftovers(folder, ControlGroups.ofTheMachine())
                .processes().stream().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private List<Host> nodeHosts() {
        return nodes().stream()
                .map(name -> new Host(name, state.hosts().get(name)))
                .toList();
    }

    static KubernetesClient client(Path kubeconfig) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withConnectionTimeout(2_000)
                .withRequestTimeout(5_000)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
