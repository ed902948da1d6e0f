package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Cache;
import java.nio.file.Path;

/**
 * What one cluster has on disk, and what it is called elsewhere. The lock lies beside the folder, because the folder comes
 * and goes with the cluster.
 */
record RunFolder(Path path, String clusterName) {

    /** @throws ClusterException when a network interface could not bear the name */
    static RunFolder of(Cache cache, String clusterName) {
        if (!clusterName.matches("[a-z][a-z0-9-]{0,11}")) {
            throw new ClusterException(
                    "Choose a KPOOL_CLUSTER_NAME of at most 12 small letters, digits and hyphens, not '" + clusterName
                            + "'.");
        }
        return new RunFolder(cache.runs().resolve(clusterName), clusterName);
    }

    Path lock() {
        return path.resolveSibling(clusterName + ".lock");
    }

    Path state() {
        return path.resolve("state");
    }

    Path kubeconfig() {
        return path.resolve("kubeconfig");
    }

    Path logs() {
        return path.resolve("log");
    }

    Path scripts() {
        return path.resolve("scripts");
    }

    Path host(String name) {
        return path.resolve(name);
    }

    /** Which archives were loaded, one file per set of tags. */
    Path loadedImages() {
        return path.resolve("images");
    }

    /** Below every controller's root. */
    String cgroup() {
        return "kpool/" + clusterName;
    }

    String cgroup(String host) {
        return cgroup() + "/" + host;
    }

    /** The machine's end of the one cable that leads into the cluster. */
    String networkInterface() {
        return clusterName + "0";
    }
}
