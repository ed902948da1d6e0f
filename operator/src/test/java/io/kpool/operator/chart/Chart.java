package io.kpool.operator.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kpool.crd.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The chart of this repository, rendered by helm. */
public final class Chart {
    /** The user as whom the API server sees the operator. */
    public static final String OPERATOR = "system:serviceaccount:kpool-system:kpool-operator";

    static final String NAMESPACE = "kpool-system";
    static final Path FOLDER = Path.of("../charts/kpool");

    private static final Set<String> WORKLOADS = Set.of("Deployment", "Service", "APIService");

    private final List<HasMetadata> objects;

    private Chart(List<HasMetadata> objects) {
        this.objects = objects;
    }

    /** With values as {@code --set} takes them. */
    public static Chart rendered(String... values) {
        List<String> arguments = new ArrayList<>(List.of(
                "template", "kpool", FOLDER.toString(), "-n", NAMESPACE, "--kube-version", ApiServer.version()));
        for (String value : values) {
            arguments.addAll(List.of("--set", value));
        }
        return new Chart(parse(helm(arguments)));
    }

    /** All but what runs: types, accounts, roles, policies. */
    public void install(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
        objects.stream()
                .filter(object -> !WORKLOADS.contains(object.getKind()))
                .forEach(object -> client.resource(object).createOr(NonDeletingOperation::update));
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The one of that name. */
    public <T extends HasMetadata> T named(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }

    List<HasMetadata> all() {
        return objects;
    }

    /** What helm prints; an error if it fails. */
    static String helm(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(arguments);
        try {
            Process helm = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (helm.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where the cluster module puts it; otherwise from the PATH. */
    private static String program() {
        Path binaries = Path.of(
                System.getenv().getOrDefault("KUBE_API_TEST_DIR", System.getProperty("user.home") + "/.cache/kpool"),
                "bin");
        try (Stream<Path> folders = Files.isDirectory(binaries) ? Files.list(binaries) : Stream.empty()) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("helm-"))
                    .sorted()
                    .map(folder -> folder.resolve("helm").toString())
                    .findFirst()
                    .orElse("helm");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<HasMetadata> parse(String yaml) {
        return Stream.of(yaml.split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
                .map(document -> (HasMetadata) Serialization.unmarshal("---\n" + document, KubernetesResource.class))
                .toList();
    }
}
