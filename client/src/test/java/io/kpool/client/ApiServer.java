package io.kpool.client;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** A real API server that knows NodePools; nobody does anything about them. */
final class ApiServer implements AutoCloseable {
    private static final String VERSION = "1.34.4";
    private static final Path BINARIES = Path.of(
            System.getenv().getOrDefault("KUBE_API_TEST_DIR", System.getProperty("user.home") + "/.cache/kpool"));

    private final KubeAPIServer server = new KubeAPIServer(new KubeAPIServerConfigBuilder()
            .withTestDir(BINARIES.toString())
            .withApiServerVersion(VERSION)
            .withOfflineMode(true)
            .build());

    ApiServer() {
        server.start();
        try (KubernetesClient client = client()) {
            client.load(ApiServer.class.getResourceAsStream("/META-INF/kpool/crds/nodepools.yaml"))
                    .create();
        }
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
    }

    @Override
    public void close() {
        server.stop();
    }
}
