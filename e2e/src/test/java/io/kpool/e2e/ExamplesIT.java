package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is in the folders of {@code examples}, applied as it is; for programs see {@link ProgramExamplesIT}. */
@ExtendWith(KpoolExtension.class)
class ExamplesIT {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final Kpool kpool;

    ExamplesIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @BeforeAll
    static void pool(Kpool kpool) {
        kpool.applyExample("01-pool");
        kpool.await("nodepool/demo", "Ready", A_MINUTE);
    }

    @Test
    void everyExampleIsTried() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.root().resolve("examples"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "01-pool",
                            "02-command",
                            "03-java-function",
                            "04-fifty-commands",
                            "05-broken-host",
                            "06-mandelbrot",
                            "07-parallel-map",
                            "08-linked-worker",
                            "09-pool-as-in-erlang",
                            "10-chat-room",
                            "11-named-workers",
                            "12-shell-joins-a-group",
                            "13-group-kept-alive");
        }
    }

    @Test
    void aCommand() {
        kpool.applyExample("02-command");

        kpool.await("spawn/hello", "Succeeded", A_MINUTE);
    }

    @Test
    void aJavaFunction() {
        kpool.applyExample("03-java-function");

        kpool.await("spawn/max", "Succeeded", A_MINUTE);
        assertThat(kpool.get("spawn/max").at("/status/result").asText()).isEqualTo("5");
    }

    @Test
    void fiftyCommands() {
        String table = kpool.runExample("04-fifty-commands/run.sh");

        assertThat(table).contains("alpha", "beta", "gamma");
    }

    @Test
    void aBrokenHost() {
        kpool.applyExample("05-broken-host");

        kpool.await("nodepool/broken", "Degraded", A_MINUTE);
        kpool.await("spawn/on-the-good-one", "Succeeded", A_MINUTE);
    }

    @Test
    void mandelbrot(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("mandelbrot.png");

        String output = kpool.runExample("06-mandelbrot/run.sh", picture.toString());

        assertThat(output).contains("left", "middle", "right");
        var image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1024);
        // 0 + 0i never escapes; -2.2 - 1.5i does at once.
        assertThat(image.getRGB(751, 512) & 0xffffff).isZero();
        assertThat(image.getRGB(0, 0) & 0xffffff).isNotZero();
    }

    @Test
    void mandelbrotFromAnImageOfItsOwn() {
        kpool.load(Repository.root().resolve("examples/06-mandelbrot/target/kpool-example-mandelbrot.tar"));
        kpool.applyExample("06-mandelbrot/nodepool-own-image.yaml");
        kpool.await("nodepool/mandelbrot-image", "Ready", A_MINUTE);

        kpool.apply(Yaml.spawn(
                "own-image-tile",
                "mandelbrot-image",
                Yaml.java("io.kpool.examples.mandelbrot.Tile", "render", "3, 3, 8")));

        kpool.await("spawn/own-image-tile", "Succeeded", A_MINUTE);
    }

    @Test
    void aShellScriptThatJoinsAGroup() {
        kpool.applyExample("12-shell-joins-a-group");

        kpool.await("spawn/asker", "Succeeded", A_MINUTE);
        String pid = kpool.get("spawn/clock").at("/status/pid").asText();
        // Each line of the worker's log is JSON, in which theirs is a text.
        assertThat(kpool.kubectl("logs", "shell-one"))
                .contains("I am " + pid + ", and in the group is {\\\"pids\\\":[\\\"" + pid + "\\\"]}")
                .contains(pid + " says {\\\"answer\\\":\\\"it is ");
    }

    @Test
    void aGroupThatIsKeptAlive() {
        kpool.applyExample("13-group-kept-alive");
        kpool.await("nodepool/crew", "Ready", A_MINUTE);
        kpool.await("pgrp/crew", "Ready", A_MINUTE);

        JsonNode first = kpool.list("spw", "kpool.io/group=crew").getFirst();
        String host = first.at("/status/hostName").asText();

        kpool.kubectl("delete", "pod", "crew-" + host, "--grace-period=0", "--force");

        String lost = first.at("/status/pid").asText();
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(members("crew")).hasSize(5).doesNotContain(lost));
        kpool.await("pgrp/crew", "Ready", A_MINUTE);
        assertThat(kpool.get("pgrp/crew").at("/status/readyReplicas").asInt()).isEqualTo(5);
    }

    private List<String> members(String group) {
        return kpool.list("spw", "kpool.io/group=" + group).stream()
                .filter(spawn -> spawn.at("/status/exit").isMissingNode())
                .map(spawn -> spawn.at("/status/pid").asText())
                .filter(pid -> !pid.isEmpty())
                .toList();
    }
}
