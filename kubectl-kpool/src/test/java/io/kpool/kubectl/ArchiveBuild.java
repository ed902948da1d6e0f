package io.kpool.kubectl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes the archive during the build: stages it, lets it make its start-up cache, packs it, and writes krew's manifest. */
final class ArchiveBuild {
    private static final String JAR = "kpool-kubectl.jar";
    private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));
    private static final long MINUTES = 10;

    private static final String REHEARSED = """
        --help
        get pools
        get pools -A -o wide
        get hosts
        get processes
        get processes -o json
        get pools -o yaml
        get pools -o jsonpath={.items[*].metadata.name}
        get groups
        get names
        status demo
        top
        explain demo
        logs demo/alpha.1764000000.1
        members chat
        whereis room:1
        call room:1 hello
        spawn --pool demo --wait --java java.lang.Math:max 3 5
        members --help
        version --client
        __complete\s
        __complete get\s
        __complete get hosts d
        __complete logs\s
        __complete spawn --p
        """;

    private final Path staged;

    private ArchiveBuild(Path staged) {
        this.staged = staged;
    }

    /** @param arguments linked runtime, jar of the plugin, its libraries, staged folder, architecture, version */
    public static void main(String[] arguments) throws Exception {
        ArchiveBuild build = new ArchiveBuild(Path.of(arguments[3]).resolve("kubectl-kpool"));
        build.stage(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        build.rehearse();
        build.pack(Path.of(arguments[1]).getParent(), arguments[4], arguments[5]);
        System.exit(0);
    }

    private void stage(Path runtime, Path jar, Path libraries) throws IOException, InterruptedException {
        run(List.of("rm", "-rf", staged.toString()));
        Path lib = Files.createDirectories(staged.resolve("lib"));
        Files.copy(jar, lib.resolve(JAR));
        try (Stream<Path> files = Files.list(libraries)) {
            for (Path library : files.toList()) {
                ModernJar.write(library, lib.resolve(library.getFileName()));
            }
        }
        copy(Path.of("src", "main", "archive"), staged);
        Files.copy(Path.of("..", "LICENSE"), staged.resolve("LICENSE"));
        run(List.of("cp", "-a", runtime.toString(), staged.resolve("runtime").toString()));
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, TIME);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** With certificates and TLS, as it will be. */
    private void rehearse() throws IOException, InterruptedException {
        Certificates certificates = new Certificates();
        Path work = Files.createTempDirectory("kpool-rehearsal");
        try (RecordedCluster cluster = RecordedCluster.secured(certificates.server())) {
            Path kubeconfig = SecureConfig.write(work, cluster, certificates, certificates.user("EC", 256));
            Path lines = Files.writeString(work.resolve("lines"), REHEARSED);
            Path lib = staged.resolve("lib");
            List<String> command = List.of(
                    staged.resolve("runtime/bin/java").toString(),
                    "-XX:AOTCacheOutput=" + lib.resolve("kubectl-kpool.aot"),
                    "-XX:+UseSerialGC",
                    "-cp",
                    lib.resolve(JAR).toString(),
                    "io.kpool.kubectl.Rehearsal");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(lines.toFile())
                    .redirectOutput(work.resolve("said").toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            Process process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the rehearsal failed: " + Files.readString(work.resolve("said")));
            }
        }
        Files.deleteIfExists(staged.resolve("lib/kubectl-kpool.aot.config"));
        Files.createFile(staged.resolve("lib/dated"));
    }

    private void pack(Path target, String architecture, String version)
            throws IOException, InterruptedException, GeneralSecurityException {
        String name = "kubectl-kpool-" + version + "-linux-" + architecture + ".tar.gz";
        Path archive = target.resolve(name);
        run(List.of(
                "tar",
                "-C",
                staged.getParent().toString(),
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "-czf",
                archive.toString(),
                "kubectl-kpool"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
        String manifest = Files.readString(Path.of("src", "main", "krew", "kpool.yaml"))
                .replace("@VERSION@", version)
                .replace("@ARCHITECTURE@", architecture)
                .replace("@ARCHIVE@", name)
                .replace("@SHA256@", HexFormat.of().formatHex(digest));
        Files.writeString(target.resolve("kpool.yaml"), manifest, StandardCharsets.UTF_8);
        System.out.println(archive + " has " + Files.size(archive) / 1_000_000 + " MB");
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " failed with " + code);
        }
    }
}
