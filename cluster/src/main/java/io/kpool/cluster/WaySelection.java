package io.kpool.cluster;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Chooses the way: what {@code KPOOL_CLUSTER} says, else a container engine, else local processes. Pure. */
record WaySelection(Map<String, String> environment, Machine machine) {

    /** What has to be known about this machine; asked only when it decides. */
    interface Machine {
        boolean hasContainerEngine();

        boolean isLinux();

        boolean isRoot();
    }

    /** @throws ClusterException with what to install or set when no way is open */
    Way choose() {
        String word = environment.getOrDefault("KPOOL_CLUSTER", "").strip();
        Way way = word.isEmpty() ? byMachine() : named(word);
        if (way == Way.K3S && !machine.hasContainerEngine()) {
            throw new ClusterException("Start a container engine (Docker or Podman) that answers on its socket: "
                    + "KPOOL_CLUSTER=k3s needs one.");
        }
        if (way == Way.LOCAL && !(machine.isLinux() && machine.isRoot())) {
            throw new ClusterException("Become root on Linux for KPOOL_CLUSTER=local, or start a container engine, "
                    + "or set KPOOL_CLUSTER=current to use the current kubeconfig context.");
        }
        return way;
    }

    private Way byMachine() {
        if (machine.hasContainerEngine()) {
            return Way.K3S;
        }
        if (machine.isLinux() && machine.isRoot()) {
            return Way.LOCAL;
        }
        throw new ClusterException("Install and start a container engine (Docker or Podman), or become root on Linux, "
                + "or set KPOOL_CLUSTER=current to use the current kubeconfig context.");
    }

    private static Way named(String word) {
        return Arrays.stream(Way.values())
                .filter(way -> way.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ClusterException("Set KPOOL_CLUSTER to one of "
                        + Arrays.stream(Way.values()).map(Way::word).collect(Collectors.joining(", ")) + ", not '"
                        + word + "'."));
    }
}
