package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.binaries.BinaryBuild;
import io.kpool.cluster.image.BusyboxImage;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.DebianPackages;
import io.kpool.cluster.machine.ExclusiveLock;
import io.kpool.cluster.machine.Progress;
import io.kpool.cluster.machine.SearchPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Starts, finds and stops the cluster of local processes that has one name. */
public final class LocalClusters {
    private final Cache cache;
    private final SearchPath path;
    private final RunFolder folder;
    private final Progress progress;

    /** @throws ClusterException when {@code KPOOL_CLUSTER_NAME} cannot be used */
    public LocalClusters(Map<String, String> environment, Progress progress) {
        this.cache = Cache.from(environment);
        this.path = SearchPath.from(environment);
        this.folder = RunFolder.of(cache, environment.getOrDefault("KPOOL_CLUSTER_NAME", "kpool"));
        this.progress = progress;
    }

    /** The running cluster; empty when there is none or only the remains of one. */
    public Optional<LocalCluster> running() {
        return ClusterState.read(folder.state())
                .filter(state -> state.phase() == ClusterState.Phase.RUNNING)
                .map(state -> new LocalCluster(folder, state))
                .filter(LocalCluster::isHealthy);
    }

    /**
     * Starts the cluster from nothing; what an earlier one left is removed first. One that runs is returned as it is.
     *
     * @throws ClusterException when another process is starting or stopping it, something is missing, or it does not
     *     become ready
     */
    public LocalCluster start() {
        try (ExclusiveLock _ = lock()) {
            // Whoever held the lock a moment ago may have started it.
            Optional<LocalCluster> running = running();
            if (running.isPresent()) {
                return running.get();
            }
            Requirements requirements = new Requirements(path, DebianPackages.ofThisMachine(path, progress));
            requirements.meet();
            Binaries binaries = new BinaryBuild(cache, path, progress).obtain();
            if (leftovers().exist()) {
                progress.say("removing what is left of an earlier cluster");
                leftovers().remove();
            }
            HostFiles files = new HostFiles(
                    folder,
                    Startup.chooseNetwork(),
                    requirements.cniPlugins().orElseThrow(),
                    new BusyboxImage(cache).obtain());
            return start(new Startup(folder, binaries, path, progress), files);
        }
    }

    LocalCluster start(Startup startup, HostFiles files) {
        Instant began = Instant.now();
        try {
            startup.run(files);
        } catch (RuntimeException e) {
            leftovers().endProcesses();
            throw e instanceof ClusterException ours
                    ? ours
                    : new ClusterException(
                            "The cluster cannot be started: " + e.getMessage() + "; see the logs in " + folder.logs()
                                    + ".",
                            e);
        }
        progress.say("ready after " + Duration.between(began, Instant.now()).toMillis() + " ms");
        return running()
                .orElseThrow(() -> new ClusterException(
                        "The cluster was ready and is not any more; see the logs in " + folder.logs() + "."));
    }

    /**
     * Ends all processes of the cluster and removes what it had on disk; also what was killed half-way.
     *
     * @return whether there was anything to stop
     */
    public boolean stop() {
        if (!leftovers().exist()) {
            return false;
        }
        try (ExclusiveLock _ = lock()) {
            leftovers().remove();
            return true;
        }
    }

    private ExclusiveLock lock() {
        return ExclusiveLock.acquire(folder.lock(), "starting or stopping the cluster " + folder.clusterName());
    }

    private Leftovers leftovers() {
        return new Leftovers(folder, ControlGroups.ofTheMachine());
    }
}
