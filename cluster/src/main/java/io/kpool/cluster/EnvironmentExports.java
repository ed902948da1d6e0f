package io.kpool.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a shell needs to use a cluster, as lines for {@code eval}. */
record EnvironmentExports(Map<String, String> variables) {

    static EnvironmentExports none() {
        return new EnvironmentExports(Map.of());
    }

    EnvironmentExports withCluster(Path kubeconfig) {
        return with("KUBECONFIG", quoted(kubeconfig));
    }

    /** The folders go in front of PATH. */
    EnvironmentExports withPrograms(List<Path> folders) {
        String all = String.join(
                ":", folders.stream().map(EnvironmentExports::quoted).toList());
        return with("PATH", all + ":\"$PATH\"");
    }

    /**
     * Lets Fabric8's kube-api-test find its binaries. Its own switch for working offline cannot be set from the environment,
     * it fails with a class cast; a version that is there has the same effect.
     *
     * @param root the folder that holds {@code k8s/<version>-<platform>/kube-apiserver}
     */
    EnvironmentExports withApiTests(Path root, String version) {
        return with("KUBE_API_TEST_DIR", quoted(root)).with("KUBE_API_TEST_API_SERVER_VERSION", version);
    }

    private EnvironmentExports with(String name, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(name, value);
        return new EnvironmentExports(more);
    }

    List<String> lines() {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
