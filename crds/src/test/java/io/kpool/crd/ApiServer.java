package io.kpool.crd;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real API server that knows the three kinds and their policy, without nodes; started once for all tests that ask for it. */
public final class ApiServer implements ParameterResolver {
    private static final String VERSION = "kpool.kubernetes.version";
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

    /** Which Kubernetes it is. */
    public static String version() {
        return Objects.requireNonNull(System.getProperty(VERSION), VERSION + " is not set");
    }

    /** The server; it is stopped when the last test has ended. */
    public static final class Running implements AutoCloseable {
        private static final Path BINARIES = Path.of(
                System.getenv().getOrDefault("KUBE_API_TEST_DIR", System.getProperty("user.home") + "/.cache/kpool"));

        private static final int STARTS = 3;

        private final KubeAPIServer server;
        private final KubernetesClient client;
        private final Path folder;

        private Running() {
            server = started();
            String config = server.getKubeConfigYaml();
            client = newClient();
            folder = folderWith(config);
            install();
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(this::showsTheKinds);
        }

        // A port that was free when it was chosen may be somebody's when the server gets there.
        private static KubeAPIServer started() {
            for (int start = 1; ; start++) {
                KubeAPIServer server = server();
                try {
                    server.start();
                    return server;
                } catch (KubeAPITestException e) {
                    end(server, e);
                    if (start == STARTS) {
                        throw e;
                    }
                }
            }
        }

        private static KubeAPIServer server() {
            return new KubeAPIServer(new KubeAPIServerConfigBuilder()
                    .withTestDir(BINARIES.toString())
                    .withApiServerVersion(version())
                    .withOfflineMode(true)
                    .withApiServerFlags(frontProxy())
                    .build());
        }

        // One that ended by itself has cleared up already, and complains that there is nothing to.
        private static void end(KubeAPIServer server, KubeAPITestException why) {
            try {
                server.stop();
            } catch (RuntimeException e) {
                why.addSuppressed(e);
            }
        }

        /** With them it asks other API servers, which APIServices name. */
        private static List<String> frontProxy() {
            ClientAuthority authority = ClientAuthority.named("front-proxy-ca");
            ClientAuthority.Client client = authority.client("front-proxy-client");
            return List.of(
                    "--requestheader-client-ca-file=" + file("front-proxy-ca.crt", authority.pem()),
                    "--requestheader-allowed-names=front-proxy-client",
                    "--requestheader-username-headers=X-Remote-User",
                    "--requestheader-uid-headers=X-Remote-Uid",
                    "--requestheader-group-headers=X-Remote-Group",
                    "--requestheader-extra-headers-prefix=X-Remote-Extra-",
                    "--proxy-client-cert-file=" + file("front-proxy-client.crt", client.certificatePem()),
                    "--proxy-client-key-file=" + file("front-proxy-client.key", client.keyPem()));
        }

        private static Path file(String name, String content) {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "front-proxy");
                return Files.writeString(folder.resolve(name), content).toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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

        public KubernetesClient client() {
            return client;
        }

        /** One that its user closes. */
        public KubernetesClient newClient() {
            return new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                    .build();
        }

        /** A namespace, of its own unless several ask for the same. */
        public String namespace(String name) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .createOr(NonDeletingOperation::update);
            return name;
        }

        /** What kubectl prints. */
        public String kubectl(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    BINARIES.resolve("k8s/" + version() + "-linux-amd64/kubectl")
                            .toString(),
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
