package io.kpool.cluster.local;

import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.DebianPackages;
import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a machine must have for a cluster of local processes; what is missing is installed where that is possible. */
record Requirements(SearchPath path, DebianPackages packages) {
    private static final List<Path> PLUGIN_FOLDERS = List.of(Path.of("/usr/lib/cni"), Path.of("/opt/cni/bin"));
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    /** Programs that are run, and the Debian package of each. */
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "containerd", "containerd",
            "ctr", "containerd",
            "runc", "runc",
            "iptables", "iptables",
            "conntrack", "conntrack",
            "ip", "iproute2",
            "unshare", "util-linux",
            "nsenter", "util-linux",
            "setsid", "util-linux",
            "tar", "tar"));

    /** @throws ClusterException naming what to install when it cannot be installed from here */
    void meet() {
        packages.install(missing());
        List<String> still = missing();
        if (!still.isEmpty()) {
            throw new ClusterException("Install " + String.join(", ", still) + ": apt-get brought no usable one.");
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>(PROGRAMS.entrySet().stream()
                .filter(program -> path.find(program.getKey()).isEmpty())
                .map(Map.Entry::getValue)
                .distinct()
                .toList());
        if (cniPlugins().isEmpty()) {
            missing.add("containernetworking-plugins");
        }
        if (!isStatic(BUSYBOX)) {
            missing.add("busybox-static");
        }
        return missing;
    }

    Optional<Path> cniPlugins() {
        return PLUGIN_FOLDERS.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("ptp")))
                .findFirst();
    }

    /** A dynamic program names its loader in its first page. */
    private static boolean isStatic(Path program) {
        if (!Files.isExecutable(program)) {
            return false;
        }
        try (var in = Files.newInputStream(program)) {
            return !new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1).contains("/ld-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
