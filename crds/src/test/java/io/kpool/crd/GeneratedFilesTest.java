package io.kpool.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The committed definitions and reference pages are what the types say; with {@code -Dkpool.refresh} they are made anew. */
class GeneratedFilesTest {
    private static final String HOW =
            "%s is not what the types say. Make it anew and commit it: ./mvnw -pl crds test -Dtest=GeneratedFilesTest -Dkpool.refresh=true";

    @TestFactory
    Stream<DynamicTest> areWhatTheTypesSay() {
        return GeneratedFiles.all().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey().toString(), () -> check(file)));
    }

    private static void check(Map.Entry<Path, String> file) throws IOException {
        Path path = file.getKey();
        if (Boolean.getBoolean("kpool.refresh")) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertThat(path).as(HOW, path.normalize()).exists();
        assertThat(Files.readString(path)).as(HOW, path.normalize()).isEqualTo(file.getValue());
    }
}
