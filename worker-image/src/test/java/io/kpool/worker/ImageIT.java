package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in the image that was built: its own runtime runs its agent, from its cache. */
@Timeout(180)
class ImageIT {
    private static final Path IMAGE = Path.of("target/kpool-worker.tar");

    @TempDir
    private Path folder;

    @Test
    void theCacheIsGoodForWhatTheImageHolds() throws Exception {
        assumeTrue(Files.exists(IMAGE), "there is no image: build with -Pimages");
        Path files = unpack(Files.createDirectory(folder.resolve("image")));
        Path agent = files.resolve("opt/kpool/agent");
        var authority = TestAuthority.in(folder);
        var given = StagedAgent.Given.in(folder, authority);
        try (var operator = new FakeOperator(authority)) {
            List<String> cacheOrNothing = List.of("-XX:AOTCache=" + agent.resolve("worker.aot"), "-XX:AOTMode=on");
            Process process = new StagedAgent(files.resolve("opt/kpool/jre"), agent, jar(agent))
                    .start(cacheOrNothing, operator, given);
            FakeStream stream = operator.accept();
            stream.welcome();

            Exit thread = stream.exitOf(stream.spawn(Spawns.function(Math.class, "max", "[3, 5]")));
            Exit ownJvm =
                    stream.exitOf(stream.spawn(Spawns.function("java.lang.Math", "max", "[3, 5]", Isolation.PROCESS)));
            process.destroy();

            assertThat(thread.getResult().toStringUtf8()).isEqualTo("5");
            assertThat(ownJvm.getReason()).as(ownJvm.getMessage()).isEqualTo(ExitReason.NORMAL);
            assertThat(process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    private Path unpack(Path target) throws IOException, InterruptedException {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        tar(IMAGE, archive);
        JsonNode manifest = new ObjectMapper().readTree(Files.readAllBytes(archive.resolve("manifest.json")));
        for (JsonNode layer : manifest.get(0).get("Layers")) {
            tar(archive.resolve(layer.textValue()), target, "--wildcards", "opt/kpool/*", "*/opt/kpool/*");
        }
        return target;
    }

    /** The layers without such files make tar say that it found none: that is what the files are checked for later. */
    private static void tar(Path archive, Path target, String... members) throws IOException, InterruptedException {
        var line =
                Stream.concat(Stream.of("tar", "-xf", archive.toString(), "-C", target.toString()), Stream.of(members));
        new ProcessBuilder(line.toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String jar(Path agent) throws IOException {
        try (Stream<Path> jars = Files.list(agent.resolve("classpath"))) {
            return jars.findFirst().orElseThrow().getFileName().toString();
        }
    }
}
