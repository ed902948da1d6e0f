package io.kpool.cluster.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The control groups of one cluster, in every hierarchy of version 1 or in the one of version 2. */
record ControlGroups(Path mount) {
    private static final List<String> CONTROLLERS = List.of("cpuset", "cpu", "io", "memory", "pids");

    static ControlGroups ofTheMachine() {
        return new ControlGroups(Path.of("/sys/fs/cgroup"));
    }

    /** Makes the group, able to hold processes. */
    void create(String group) {
        try {
            for (Path hierarchy : hierarchies()) {
                // An empty version 2 hierarchy beside version 1 has nothing to give.
                if (!isVersion1() || !isVersion2(hierarchy)) {
                    create(hierarchy, group);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(Path hierarchy, String group) throws IOException {
        Path parent = hierarchy;
        for (String part : group.split("/")) {
            delegate(parent);
            Path child = parent.resolve(part);
            Files.createDirectories(child);
            // A new cpuset of version 1 is empty, and nothing can run in an empty one.
            for (String set : List.of("cpuset.cpus", "cpuset.mems")) {
                if (isVersion1() && Files.exists(child.resolve(set))) {
                    Files.writeString(child.resolve(set), Files.readString(parent.resolve(set)));
                }
            }
            parent = child;
        }
    }

    /** In version 2 children have only the controllers that their parent gives away. */
    private void delegate(Path parent) throws IOException {
        if (isVersion1()) {
            return;
        }
        List<String> offered = List.of(
                Files.readString(parent.resolve("cgroup.controllers")).strip().split("\\s+"));
        for (String controller : CONTROLLERS) {
            if (offered.contains(controller)) {
                Files.writeString(parent.resolve("cgroup.subtree_control"), "+" + controller);
            }
        }
    }

    boolean exists(String group) {
        return !groups(group).isEmpty();
    }

    /** @return whether a process is still in the group or below it */
    boolean isPopulated(String group) {
        return groups(group).stream().anyMatch(ControlGroups::hasProcess);
    }

    /** Removes the group and all below it, and its parent if no other cluster is in that; no process may be left. */
    void remove(String group) {
        try {
            for (Path folder : groups(group)) {
                Files.deleteIfExists(folder);
            }
            String parent = group.substring(0, group.indexOf('/'));
            for (Path hierarchy : hierarchies()) {
                removeUnlessShared(hierarchy.resolve(parent));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeUnlessShared(Path group) throws IOException {
        try {
            Files.deleteIfExists(group);
        } catch (FileSystemException anotherClusterIsInIt) {
            assert Files.isDirectory(group);
        }
    }

    /** All groups from the given one on, in all hierarchies, children first. */
    private List<Path> groups(String group) {
        return hierarchies().stream()
                .map(hierarchy -> hierarchy.resolve(group))
                .filter(Files::isDirectory)
                .flatMap(ControlGroups::foldersBelow)
                .sorted(Comparator.comparing(Path::getNameCount).reversed())
                .toList();
    }

    private static Stream<Path> foldersBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isDirectory).toList().stream();
        } catch (IOException | UncheckedIOException goneMeanwhile) {
            return Stream.of();
        }
    }

    private static boolean hasProcess(Path group) {
        try {
            return !Files.readString(group.resolve("cgroup.procs")).isBlank();
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private boolean isVersion1() {
        return !isVersion2(mount);
    }

    private static boolean isVersion2(Path hierarchy) {
        return Files.exists(hierarchy.resolve("cgroup.controllers"));
    }

    private List<Path> hierarchies() {
        if (!isVersion1()) {
            return List.of(mount);
        }
        try (Stream<Path> folders = Files.list(mount)) {
            return folders.filter(folder -> Files.exists(folder.resolve("cgroup.procs")))
                    .filter(folder -> !Files.isSymbolicLink(folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
