package io.kpool.cluster.binaries;

import io.kpool.cluster.machine.Cache;
import java.nio.file.Path;
import java.util.List;

/**
 * The programs that a cluster of local processes consists of, built.
 *
 * @param root the folder of all builds; the others are names below it
 */
public record Binaries(Path root, String kubernetes, String coredns, String helm) {
    public static final String KUBERNETES_VERSION = GoModule.KUBERNETES.version();

    static Binaries in(Cache cache) {
        return new Binaries(
                cache.binaries(),
                GoModule.KUBERNETES.folderName(),
                GoModule.COREDNS.folderName(),
                GoModule.HELM.folderName());
    }

    /** What belongs on a user's PATH: kubectl of the same version, and helm. */
    public List<Path> folders() {
        return List.of(root.resolve(kubernetes), root.resolve(helm));
    }
}
