package io.kpool.cluster;

import io.kpool.cluster.local.LocalClusters;
import io.kpool.cluster.machine.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entrance: finds the cluster of this machine, starts it, or stops it, whichever way it comes about. What it reads from
 * the environment: {@code KPOOL_CLUSTER} (the way), {@code KPOOL_CLUSTER_NAME}, {@code KPOOL_CACHE}.
 */
public final class Clusters {
    private final Map<String, String> environment;
    private final Progress progress;

    private Clusters(Map<String, String> environment, Progress progress) {
        this.environment = Map.copyOf(environment);
        this.progress = progress;
    }

    public static Clusters with(Map<String, String> environment, Progress progress) {
        return new Clusters(environment, progress);
    }

    /** By this process's environment, telling its progress on standard error. */
    public static Clusters ofThisMachine() {
        return new Clusters(System.getenv(), Progress.onConsole());
    }

    /**
     * The running cluster, or a new one that stops when it is closed.
     *
     * @throws ClusterException when no way is open, or the cluster does not start
     */
    public Cluster obtain() {
        Optional<Cluster> running = running();
        if (running.isPresent()) {
            return running.get();
        }
        Cluster started = way() == Way.K3S ? k3s().start() : start();
        return new OwnedCluster(started, this::stop);
    }

    /** The way that is chosen on this machine. */
    public Way way() {
        return new WaySelection(environment, new ThisMachine(environment)).choose();
    }

    /** Only looks. */
    public Optional<Cluster> running() {
        return switch (way()) {
            case CURRENT -> Optional.of(CurrentCluster.from(environment));
            case K3S -> k3s().running();
            case LOCAL -> local().running().map(Cluster.class::cast);
        };
    }

    /**
     * Starts a cluster that stays until {@link #stop}; a running one is returned as it is.
     *
     * @throws ClusterException when it does not become ready
     */
    public Cluster start() {
        Way way = way();
        progress.say("way: " + way.description());
        Optional<Cluster> running = running();
        if (running.isPresent()) {
            return running.get();
        }
        return switch (way) {
            case CURRENT -> CurrentCluster.from(environment);
            case K3S -> k3s().startToStay();
            case LOCAL -> local().start();
        };
    }

    /** @return whether there was something to stop; the current context's cluster is never stopped */
    public boolean stop() {
        return switch (way()) {
            case CURRENT -> false;
            case K3S -> k3s().stop();
            case LOCAL -> local().stop();
        };
    }

    private LocalClusters local() {
        return new LocalClusters(environment, progress);
    }

    private K3sClusters k3s() {
        return new K3sClusters(environment, progress);
    }

    /** Another's cluster, that is stopped on closing because it was started for whoever holds this. */
    private record OwnedCluster(Cluster cluster, Runnable stop) implements Cluster {
        @Override
        public Way way() {
            return cluster.way();
        }

        @Override
        public Path kubeconfig() {
            return cluster.kubeconfig();
        }

        @Override
        public List<String> nodes() {
            return cluster.nodes();
        }

        @Override
        public void loadImage(Path dockerArchive) {
            cluster.loadImage(dockerArchive);
        }

        @Override
        public List<String> diagnose() {
            return cluster.diagnose();
        }

        @Override
        public void close() {
            cluster.close();
            stop.run();
        }
    }

    private record ThisMachine(Map<String, String> environment) implements WaySelection.Machine {
        @Override
        public boolean hasContainerEngine() {
            return new ContainerEngine(environment).answers();
        }

        @Override
        public boolean isLinux() {
            return System.getProperty("os.name").equals("Linux");
        }

        @Override
        public boolean isRoot() {
            return System.getProperty("user.name").equals("root");
        }
    }
}
