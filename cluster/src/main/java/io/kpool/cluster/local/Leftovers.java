package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * All that a cluster leaves when it is stopped or killed, wherever it was: processes, control groups and its folder. Mounts,
 * interfaces, routes and firewall rules belong to the namespaces of its processes and go with them.
 */
record Leftovers(RunFolder folder, ControlGroups groups) {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Processes carry this variable with the cluster's folder, so that they are found without any file. */
    static final String MARK = "KPOOL_PROCESS_OF";

    boolean exist() {
        return Files.exists(folder.path())
                || Files.exists(device())
                || !processes().isEmpty()
                || groups.exists(folder.cgroup());
    }

    /** @throws ClusterException when something does not go away */
    void remove() {
        endProcesses();
        Folders.delete(folder.path());
    }

    /**
     * Leaves only files, for whoever wants to read the logs.
     *
     * @throws ClusterException when a process does not end
     */
    void endProcesses() {
        Deadline deadline = Deadline.in(
                DEADLINE,
                "Processes of the cluster " + folder.clusterName()
                        + " cannot be ended; look at `ps` for what keeps them.");
        deadline.await(() -> {
            processes().forEach(ProcessHandle::destroyForcibly);
            return processes().isEmpty() && !groups.isPopulated(folder.cgroup());
        });
        groups.remove(folder.cgroup());
        // The kernel would remove it with its namespace, but in its own time, and the next cluster needs the name.
        if (Files.exists(device())) {
            Command.of("ip", "link", "delete", folder.networkInterface()).run();
        }
        deadline.await(() -> !Files.exists(device()));
    }

    /** The processes of this cluster but for those in containers, which end with their host. */
    List<ProcessHandle> processes() {
        String mark = MARK + "=" + folder.path();
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains("\0" + mark + "\0"))
                .toList();
    }

    private Path device() {
        return Path.of("/sys/class/net", folder.networkInterface());
    }

    private static String environment(long pid) {
        try {
            byte[] variables = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return "\0" + new String(variables, StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }
}
