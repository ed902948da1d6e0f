package io.kpool.cluster.machine;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that keeps what is expensive to make: {@code ~/.cache/kpool}, or {@code KPOOL_CACHE}. Everything in it can
 * be deleted while no cluster runs.
 */
public record Cache(Path root) {

    public Cache {
        root = root.toAbsolutePath().normalize();
    }

    public static Cache from(Map<String, String> environment) {
        String chosen = environment.getOrDefault("KPOOL_CACHE", "");
        return new Cache(
                chosen.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "kpool") : Path.of(chosen));
    }

    /** One folder per built Go module. */
    public Path binaries() {
        return root.resolve("bin");
    }

    /** One folder per cluster of local processes. */
    public Path runs() {
        return root.resolve("run");
    }

    public Path images() {
        return root.resolve("images");
    }

    /** Where Fabric8's kube-api-test looks for kube-apiserver and etcd when {@code KUBE_API_TEST_DIR} is the root. */
    public Path apiTestBinaries() {
        return root.resolve("k8s");
    }
}
