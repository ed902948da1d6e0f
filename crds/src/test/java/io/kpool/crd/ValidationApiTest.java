package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the API server accepts and refuses, as files: a valid one is accepted, an invalid one is refused with the
 * sentence in its first line. Several documents in one file are the versions of a resource in time; of an invalid one
 * only the last is refused.
 */
@ExtendWith(ApiServer.class)
class ValidationApiTest {
    private static final Path FILES = Path.of("src/test/resources/validation");
    private static final String REFUSED = "# refused: ";

    private final KubernetesClient client;

    ValidationApiTest(ApiServer.Running server) {
        client = server.client();
    }

    @TestFactory
    Stream<DynamicTest> acceptsWhatIsValid() throws IOException {
        return tests("valid-", this::accepted);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsInvalidAndSaysWhatToDo() throws IOException {
        return tests("invalid-", this::refused);
    }

    private static Stream<DynamicTest> tests(String prefix, FileTest test) throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            List<Path> chosen = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            assertThat(chosen).isNotEmpty();
            return chosen.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            FILES.relativize(file).toString(), () -> test.run(Files.readString(file))));
        }
    }

    private void accepted(String file) {
        List<GenericKubernetesResource> versions = versions(file);
        try {
            versions.forEach(this::send);
        } finally {
            client.resource(versions.getFirst()).delete();
        }
    }

    private void refused(String file) {
        String message = file.lines().findFirst().orElseThrow().substring(REFUSED.length());
        List<GenericKubernetesResource> versions = versions(file);
        try {
            versions.subList(0, versions.size() - 1).forEach(this::send);
            assertThatThrownBy(() -> send(versions.getLast())).hasMessageContaining(message);
        } finally {
            client.resource(versions.getFirst()).delete();
        }
    }

    private static List<GenericKubernetesResource> versions(String file) {
        return Arrays.stream(file.split("\n---\n"))
                .map(version -> {
                    GenericKubernetesResource resource =
                            Serialization.unmarshal(version, GenericKubernetesResource.class);
                    resource.getMetadata().setNamespace("default");
                    return resource;
                })
                .toList();
    }

    private void send(GenericKubernetesResource version) {
        var resource = client.resource(version).fieldValidation(Validation.STRICT);
        if (client.resource(version).get() == null) {
            resource.create();
        } else {
            resource.update();
        }
    }

    private interface FileTest {
        void run(String file) throws IOException;
    }
}
