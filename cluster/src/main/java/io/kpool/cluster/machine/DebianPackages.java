package io.kpool.cluster.machine;

import io.kpool.cluster.ClusterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Installs what is missing with apt-get, and starts no service with it.
 *
 * @param root the folder that apt-get installs below
 */
public record DebianPackages(SearchPath path, Path root, Progress progress) {

    public static DebianPackages ofThisMachine(SearchPath path, Progress progress) {
        return new DebianPackages(path, Path.of("/"), progress);
    }

    /** @throws ClusterException saying what to install by hand when there is no apt-get, or it fails */
    public void install(Collection<String> packages) {
        if (packages.isEmpty()) {
            return;
        }
        SortedSet<String> names = new TreeSet<>(packages);
        Path program = path.find("apt-get")
                .orElseThrow(() -> new ClusterException("Install " + String.join(", ", names)
                        + " (as these Debian packages are called) with this system's package manager."));
        // apt-get waits for the lock of dpkg if it is told to, but never for that of the package lists.
        try (ExclusiveLock _ =
                ExclusiveLock.await(root.resolve("run/kpool-apt-get.lock"), "installing packages", progress)) {
            progress.say("installing with apt-get: " + String.join(" ", names));
            installAlone(program, names);
        }
    }

    private void installAlone(Path program, SortedSet<String> names) {
        boolean forbidden = forbidServices();
        try {
            aptGet(program, List.of("update", "-q"));
            List<String> install = new ArrayList<>(List.of("install", "-q", "-y", "--no-install-recommends"));
            install.addAll(names);
            aptGet(program, install);
        } finally {
            if (forbidden) {
                allowServices();
            }
        }
    }

    private void aptGet(Path program, List<String> words) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-o", "DPkg::Lock::Timeout=300"));
        command.addAll(words);
        Command.of(command)
                .with(Map.of("DEBIAN_FRONTEND", "noninteractive", "PATH", path.value()))
                .require(seconds -> progress.say("apt-get " + words.getFirst() + ": " + seconds + " s"));
    }

    /** Debian asks this file before it starts the service of a package just installed; 101 is "no". */
    private boolean forbidServices() {
        try {
            Path policy = servicePolicy();
            if (Files.exists(policy)) {
                return false;
            }
            Files.writeString(policy, "#!/bin/sh\nexit 101\n");
            return policy.toFile().setExecutable(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void allowServices() {
        try {
            Files.deleteIfExists(servicePolicy());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path servicePolicy() {
        return root.resolve("usr/sbin/policy-rc.d");
    }
}
