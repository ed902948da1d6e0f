package io.kpool.cluster.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are looked for: PATH, and the folders that a PATH often lacks. */
public record SearchPath(List<Path> folders) {
    private static final List<String> OFTEN_MISSING =
            List.of("/usr/local/go/bin", "/usr/local/sbin", "/usr/sbin", "/sbin");

    public SearchPath {
        folders = List.copyOf(folders);
    }

    public static SearchPath from(Map<String, String> environment) {
        Stream<String> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator));
        return new SearchPath(Stream.concat(path, OFTEN_MISSING.stream())
                .filter(folder -> !folder.isBlank())
                .distinct()
                .map(Path::of)
                .toList());
    }

    public Optional<Path> find(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The value of PATH that finds the same programs. */
    public String value() {
        return String.join(
                File.pathSeparator, folders.stream().map(Path::toString).toList());
    }
}
