package io.kpool.operator;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real API server that knows kpool's kinds, without nodes; started once for all tests that ask for it. */
public final class ApiServer implements ParameterResolver {
    private static final ExtensionContext.Namespace KPOOL = ExtensionContext.Namespace.create(ApiServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }

    /** The one for all tests. */
    public static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(KPOOL)
                .getOrComputeIfAbsent(Running.class, any -> new Running(), Running.class);
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established"));
    }

    /** The server; it is stopped when the last test has ended. */
    public static final class Running implements AutoCloseable {
        private static final String VERSION = "1.34.4";
        private static final Path BINARIES = Path.of(
                System.getenv().getOrDefault("KUBE_API_TEST_DIR", System.getProperty("user.home") + "/.cache/kpool"));

        private final KubeAPIServer server = new KubeAPIServer(new KubeAPIServerConfigBuilder()
                .withTestDir(BINARIES.toString())
                .withApiServerVersion(VERSION)
                .withOfflineMode(true)
                .build());
        private final KubernetesClient client;

        private Running() {
            server.start();
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                    .build();
            for (String kind : List.of("nodepools", "spawns")) {
                client.resource(ApiServer.class.getResourceAsStream("/META-INF/kpool/crds/" + kind + ".yaml"))
                        .create();
                client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(kind + ".kpool.io")
                        .waitUntilCondition(ApiServer::isEstablished, 30, TimeUnit.SECONDS);
            }
        }

        public KubernetesClient client() {
            return client;
        }

        /** A namespace of its own. */
        public String namespace(String name) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
            return name;
        }

        @Override
        public void close() {
            client.close();
            server.stop();
        }
    }
}
