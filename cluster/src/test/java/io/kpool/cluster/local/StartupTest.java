package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kpool.cluster.binaries.Binaries;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupTest {
    private final List<String> said = new ArrayList<>();
    private final Startup startup = new Startup(
            RunFolder.of(new Cache(Path.of("/cache")), "golden"),
            new Binaries(Path.of("/cache/bin"), "kubernetes", "coredns", "helm"),
            new SearchPath(List.of()),
            said::add);

    @Test
    void anApiServerThatFailsEachRequestOnceIsWaitedFor() throws IOException {
        try (var server = new FalteringApiServer();
                KubernetesClient client = client(server)) {
            startup.bringUp(client, new Network(80));

            assertThat(said).containsExactly("waiting for the API server", "waiting for the nodes");
            assertThat(server.applied())
                    .containsExactlyInAnyOrder(
                            "/api/v1/namespaces/kube-system/services/kube-dns",
                            "/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices/kube-dns-control",
                            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system:coredns",
                            "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/system:coredns");
        }
    }

    private static KubernetesClient client(FalteringApiServer server) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(server.address())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
