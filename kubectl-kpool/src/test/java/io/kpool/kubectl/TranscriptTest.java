package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands and what comes of them: {@code $} what is typed, {@code !} what is printed where warnings go, {@code >} what
 * the cluster was asked to change, {@code =} the exit code. With {@code -Dkpool.refresh} the files are made anew.
 */
class TranscriptTest {
    private static final Path FILES = Path.of("src", "test", "resources", "transcripts");
    private static final String HOW =
            "Look at the difference; if it is meant: ./mvnw -pl kubectl-kpool test -Dtest=TranscriptTest"
                    + " -Dkpool.refresh=true";

    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> isWhatIsWritten() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private void check(Path file) throws IOException {
        String written = Files.readString(file);
        String done = transcript(written);
        if (Boolean.getBoolean("kpool.refresh")) {
            Files.writeString(file, done);
        }
        assertThat(done).as(HOW).isEqualTo(Files.readString(file));
    }

    private String transcript(String written) throws IOException {
        StringBuilder done = new StringBuilder();
        for (String line : written.lines().filter(line -> line.startsWith("$ ")).toList()) {
            try (RecordedCluster cluster = new RecordedCluster()) {
                Shell.Result result =
                        new Shell(cluster.kubeconfig(folder)).run(line.substring("$ kubectl kpool".length()));
                done.append(done.isEmpty() ? "" : "\n").append(line).append('\n');
                done.append(result.out());
                result.err()
                        .lines()
                        .forEach(each ->
                                done.append("! ").append(plain(each, cluster)).append('\n'));
                cluster.takeWrites()
                        .forEach(each ->
                                done.append("> ").append(plain(each, cluster)).append('\n'));
                done.append("= ").append(result.code()).append('\n');
            }
        }
        return plain(done.toString());
    }

    private String plain(String line, RecordedCluster cluster) {
        return line.replace(cluster.url(), "http://cluster").replace(folder.toString(), "FOLDER");
    }

    /** What differs from run to run. */
    private static String plain(String text) {
        return text.replaceAll("http://127.0.0.1:[0-9]{2,}", "http://cluster")
                .replaceAll("differs by [0-9]+ s", "differs by N s");
    }
}
