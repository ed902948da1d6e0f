package io.kpool.operator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.WillingWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/live-api.md against what is served; its commands are run as they are, with curl. */
class LiveApiPageTest {
    private static final Path PAGE = Path.of("../docs/reference/live-api.md");
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh$(.*?)^```$");
    private static final String PREFIX = Endpoints.NAMESPACE + "/";

    @Test
    void hasEveryEndpointWithItsPermission() throws Exception {
        // Given
        try (HttpLab lab = HttpLab.leading()) {
            List<String> expected = Endpoints.of(lab.live.questions()).stream()
                    .map(endpoint -> "| %s | `%s` | `%s` | %s| %s |"
                            .formatted(
                                    endpoint.method(),
                                    endpoint.path().substring(PREFIX.length()),
                                    endpoint.about().permission(),
                                    inFront(endpoint),
                                    endpoint.about().summary()))
                    .toList();
            // When
            List<String> rows = Files.readAllLines(PAGE).stream()
                    .filter(line -> line.matches("[|] (GET|POST|DELETE) .*"))
                    .toList();
            // Then
            assertThat(rows).containsExactlyElementsOf(expected);
        }
    }

    /** What an API server in front asks for; empty: nothing else. */
    private static String inFront(Endpoint endpoint) {
        String asked = endpoint.inFront().toString();
        return asked.equals(endpoint.about().permission()) ? "" : "`" + asked + "` ";
    }

    @Test
    void itsCommandsWork(@TempDir Path folder) throws Exception {
        // Given
        try (HttpLab lab = HttpLab.leading();
                WillingWorker worker = new WillingWorker(lab.live.connected())) {
            Files.writeString(folder.resolve("token"), "acme/runner");
            Files.writeString(folder.resolve("ca.crt"), lab.live.certificates().caBundlePem());
            Files.writeString(
                    folder.resolve(".curlrc"),
                    "connect-to = \"kpool-operator.kpool-system.svc:443:127.0.0.1:" + lab.door.port() + "\"\n");
            // When
            String output = run(folder);
            // Then
            assertThat(output)
                    .contains("\"state\":\"Ready\"")
                    .contains("\"strategy\":\"LeastLoaded\"")
                    .contains("\"reason\":\"normal\"", "\"result\":5")
                    .contains("\"state\":\"Running\"")
                    .contains("what it printed\n")
                    .contains("\"status\":\"Success\"");
            assertThat(lab.edits.done)
                    .containsExactly("cordon [alpha]", "uncordon [alpha]", "attach [laptop]", "detach [laptop]");
            assertThat(output)
                    .contains("{\"groups\":[\"chat\"]}")
                    .contains("{\"pids\":[\"demo/alpha.7.3\",\"demo/alpha.7.3\"]}")
                    .contains("\"type\":\"snapshot\",\"exists\":true")
                    .contains("{\"name\":\"room/1\",\"pids\":[\"demo/alpha.7.4\"]}")
                    .contains("{\"nodes\":[\"demo/alpha\"]}")
                    .contains("{\"pid\":\"demo/alpha.7.4\",\"answer\":{\"who\":\"is here?\"}}")
                    .contains("{\"pid\":\"demo/alpha.7.5\",\"result\":5}");
            assertThat(worker.message().getBody().toStringUtf8()).contains("is here?");
        }
    }

    private static String run(Path folder) throws IOException, InterruptedException {
        String script = COMMANDS.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n", "set -eu\n", "\n"));
        assertThat(script).contains("curl");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CURL_HOME", folder.toString());
        Path said = folder.resolve("output");
        Process process = builder.redirectOutput(said.toFile()).start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
