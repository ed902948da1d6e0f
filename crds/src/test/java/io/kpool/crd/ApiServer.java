package io.kpool.crd;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real API server that knows the three kinds and the admission policy, started once for all tests that ask for it. */
final class ApiServer implements ParameterResolver {
    private static final ExtensionContext.Namespace KPOOL = ExtensionContext.Namespace.create(ApiServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(KPOOL)
                .getOrComputeIfAbsent(Running.class, any -> new Running(), Running.class);
    }

    /** The server; it is stopped when the last test has ended. */
    static final class Running implements AutoCloseable {
        private static final String VERSION = "1.34.4";
        private static final Path BINARIES = Path.of(
                System.getenv().getOrDefault("KUBE_API_TEST_DIR", System.getProperty("user.home") + "/.cache/kpool"));

        private final KubeAPIServer server = new KubeAPIServer(new KubeAPIServerConfigBuilder()
                .withTestDir(BINARIES.toString())
                .withApiServerVersion(VERSION)
                .withOfflineMode(true)
                .build());
        private final KubernetesClient client;
        private final Path folder;

        private Running() {
            server.start();
            String config = server.getKubeConfigYaml();
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(config))
                    .build();
            folder = folderWith(config);
            install();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::showsTheKinds);
        }

        /** The API server takes a moment to tell kubectl of kinds it already accepts. */
        private boolean showsTheKinds() throws IOException, InterruptedException {
            kubectl("get", "npool,spw,pgrp");
            for (String kind : List.of("npool", "spw", "pgrp")) {
                kubectl("explain", kind);
            }
            return true;
        }

        /** Holds kubectl's configuration and cache. */
        private static Path folderWith(String kubeconfig) {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kubectl");
                Files.writeString(folder.resolve("config"), kubeconfig);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void install() {
            for (String file : List.of("crds/nodepools", "crds/spawns", "crds/processgroups", "policies/spawns")) {
                client.load(resource("/META-INF/kpool/" + file + ".yaml")).create();
            }
        }

        private static InputStream resource(String name) {
            return ApiServer.class.getResourceAsStream(name);
        }

        KubernetesClient client() {
            return client;
        }

        /** What kubectl prints. */
        String kubectl(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    BINARIES.resolve("k8s/" + VERSION + "-linux-amd64/kubectl").toString(),
                    "--kubeconfig",
                    folder.resolve("config").toString(),
                    "--cache-dir",
                    folder.resolve("cache").toString()));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + output);
            }
            return output;
        }

        @Override
        public void close() {
            client.close();
            server.stop();
        }
    }
}
