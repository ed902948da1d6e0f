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

/** Installs what is missing with apt-get, and starts no service with it. */
public record DebianPackages(SearchPath path, Progress progress) {
    private static final Path SERVICE_POLICY = Path.of("/usr/sbin/policy-rc.d");

    /** @throws ClusterException saying what to install by hand when there is no apt-get, or it fails */
    public void install(Collection<String> packages) {
        if (packages.isEmpty()) {
            return;
        }
        SortedSet<String> names = new TreeSet<>(packages);
        String wanted = String.join(" ", names);
        if (path.find("apt-get").isEmpty()) {
            throw new ClusterException("Install " + String.join(", ", names)
                    + " (as these Debian packages are called) with this system's package manager.");
        }
        progress.say("installing with apt-get: " + wanted);
        boolean forbidden = forbidServices();
        try {
            aptGet(List.of("update", "-q"));
            List<String> install = new ArrayList<>(List.of("install", "-q", "-y", "--no-install-recommends"));
            install.addAll(names);
            aptGet(install);
        } finally {
            if (forbidden) {
                allowServices();
            }
        }
    }

    private void aptGet(List<String> words) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300"));
        command.addAll(words);
        Command.of(command)
                .with(Map.of("DEBIAN_FRONTEND", "noninteractive", "PATH", path.value()))
                .require(seconds -> progress.say("apt-get " + words.getFirst() + ": " + seconds + " s"));
    }

    /** Debian asks this file before it starts the service of a package just installed; 101 is "no". */
    private static boolean forbidServices() {
        try {
            if (Files.exists(SERVICE_POLICY)) {
                return false;
            }
            Files.writeString(SERVICE_POLICY, "#!/bin/sh\nexit 101\n");
            return SERVICE_POLICY.toFile().setExecutable(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void allowServices() {
        try {
            Files.deleteIfExists(SERVICE_POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
