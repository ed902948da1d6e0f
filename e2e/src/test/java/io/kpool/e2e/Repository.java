package io.kpool.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the checkout that is under test. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
