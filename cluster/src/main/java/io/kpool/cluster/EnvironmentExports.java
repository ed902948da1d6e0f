package io.kpool.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a shell needs to use a cluster, as lines for {@code eval}. */
record EnvironmentExports(Map<String, String> variables) {

    /**
     * @param programs folders that go in front of PATH
     * @param apiTest the root under which Fabric8's kube-api-test finds its binaries
     */
    static EnvironmentExports of(Path kubeconfig, List<Path> programs, Path apiTest) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KUBECONFIG", quoted(kubeconfig.toString()));
        if (!programs.isEmpty()) {
            String folders =
                    String.join(":", programs.stream().map(Path::toString).toList());
            variables.put("PATH", quoted(folders) + ":\"$PATH\"");
            variables.put("KUBE_API_TEST_DIR", quoted(apiTest.toString()));
            variables.put("KUBE_API_TEST_OFFLINE_MODE", "true");
        }
        return new EnvironmentExports(variables);
    }

    List<String> lines() {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
