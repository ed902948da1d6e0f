package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into an empty folder, for somebody who has kubectl and nothing else. */
@Timeout(120)
class ArchiveIT {
    private static final Certificates CERTIFICATES = new Certificates();

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws Exception {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            List<Path> archives =
                    built.filter(file -> file.toString().endsWith(".tar.gz")).toList();
            assumeTrue(!archives.isEmpty(), "there is no archive: build with -Pimages");
            new ProcessBuilder(
                            "tar",
                            "-C",
                            folder.toString(),
                            "-xzf",
                            archives.getFirst().toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        home = folder.resolve("kubectl-kpool");
        Path kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\nexec " + kubectl() + " \"$@\"\n");
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void kubectlFindsItAndItAnswers() throws Exception {
        try (RecordedCluster cluster = RecordedCluster.secured(CERTIFICATES.server())) {
            assertThat(run(cluster, home, "kubectl", "kpool", "version", "--client"))
                    .startsWith("kubectl-kpool 0.");
            assertThat(run(cluster, home, "kubectl", "kpool", "get", "pools", "-o", "name"))
                    .isEqualTo("nodepool.kpool.io/demo\n");
            assertThat(run(cluster, home, "kubectl", "__complete", "kpool", "get", "hosts", ""))
                    .startsWith("demo\n:4\n");
        }
    }

    @Test
    void aLinkToItIsEnough() throws Exception {
        Path links = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(links.resolve("kubectl-kpool"), home.resolve("kubectl-kpool"));
        try (RecordedCluster cluster = RecordedCluster.secured(CERTIFICATES.server())) {
            assertThat(run(cluster, links, "kubectl", "kpool", "members", "chat"))
                    .contains("session.1764.1");
        }
    }

    @Test
    void theCacheIsGoodAlsoForWhoDoesNotKeepTimes() throws Exception {
        Files.delete(home.resolve("lib/dated"));
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            }
        }
        try (RecordedCluster cluster = RecordedCluster.secured(CERTIFICATES.server())) {
            run(cluster, home, "kubectl", "kpool", "version", "--client");
            String java = home.resolve("runtime/bin/java").toString();
            String cache = "-XX:AOTCache=" + home.resolve("lib/kubectl-kpool.aot");
            String jar = home.resolve("lib/kpool-kubectl.jar").toString();
            List<String> cacheOrNothing =
                    List.of(java, cache, "-XX:AOTMode=on", "-XX:+UseSerialGC", "-jar", jar, "--help");

            assertThat(run(cluster, home, cacheOrNothing.toArray(String[]::new)))
                    .startsWith("Erlang's pool");
        }
    }

    private String run(RecordedCluster cluster, Path onPath, String... command) throws Exception {
        Path config = SecureConfig.write(folder, cluster, CERTIFICATES, CERTIFICATES.user("EC", 256));
        List<String> line = new ArrayList<>(Arrays.asList(command));
        if (line.getFirst().equals("kubectl")) {
            line.set(0, folder.resolve("kubectl").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG", config.toString(),
                        "HOME", folder.toString(),
                        "PATH", onPath + ":" + home + ":" + folder));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Path kubectl() throws IOException {
        for (String each : System.getenv("PATH").split(":")) {
            Path found = Path.of(each, "kubectl");
            if (Files.isExecutable(found)) {
                return found.toRealPath();
            }
        }
        throw new IOException("there is no kubectl on the PATH");
    }
}
