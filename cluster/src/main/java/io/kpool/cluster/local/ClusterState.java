package io.kpool.cluster.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a cluster between two commands. It is written before the first process starts and again when the
 * cluster serves; anything else that is found was killed half-way.
 *
 * @param hosts the pid of each host's first process, as seen from the machine
 */
record ClusterState(Phase phase, int network, SortedMap<String, Long> hosts) {
    private static final String HOST = "host.";

    enum Phase {
        STARTING,
        RUNNING
    }

    ClusterState {
        hosts = Collections.unmodifiableSortedMap(new TreeMap<>(hosts));
    }

    static ClusterState starting(Network network) {
        return new ClusterState(Phase.STARTING, network.number(), new TreeMap<>());
    }

    ClusterState running(SortedMap<String, Long> startedHosts) {
        return new ClusterState(Phase.RUNNING, network, startedHosts);
    }

    /** Empty when there is none, or one that cannot be understood: both mean that nothing of it can be relied on. */
    static Optional<ClusterState> read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            TreeMap<String, Long> hosts = new TreeMap<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(HOST)) {
                    hosts.put(key.substring(HOST.length()), Long.valueOf(properties.getProperty(key)));
                }
            }
            Phase phase = Phase.valueOf(properties.getProperty("phase", ""));
            return Optional.of(new ClusterState(phase, Integer.parseInt(properties.getProperty("network")), hosts));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("phase", phase.name());
        properties.setProperty("network", Integer.toString(network));
        hosts.forEach((name, pid) -> properties.setProperty(HOST + name, Long.toString(pid)));
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try (Writer out = Files.newBufferedWriter(partial)) {
                properties.store(out, "a kpool test cluster; removed by `down`");
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
