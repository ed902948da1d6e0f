package io.kpool.worker.socket;

import static io.kpool.worker.Patience.LONGEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.worker.api.Failure;
import io.kpool.worker.api.Message;
import io.kpool.worker.socket.FakeSelf.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/command-socket.md against what is answered; its commands are run as they are, with curl. */
class CommandSocketPageTest {
    private static final Path PAGE = Path.of("../docs/reference/command-socket.md");
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh$(.*?)^```$");

    @Test
    void hasEveryEndpointWithItsFields() throws IOException {
        List<String> expected =
                Endpoints.all().stream().map(CommandSocketPageTest::row).toList();

        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| (GET|POST|DELETE) .*"))
                .map(line -> line.substring(0, line.lastIndexOf(" | ")))
                .toList();

        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private static String row(Endpoint endpoint) {
        String fields = endpoint.fields().stream()
                .filter(field -> field.place() != Field.Place.PATH)
                .map(field -> "`" + field.name() + (field.isRequired() ? "" : "?") + "`")
                .collect(Collectors.joining(", "));
        return "| %s | `%s` | %s | %s"
                .formatted(
                        endpoint.method(),
                        endpoint.path().substring(Endpoints.BASE.length() + 1),
                        fields,
                        endpoint.summary());
    }

    @Test
    void hasEveryFailureWithItsStatus() throws IOException {
        String page = Files.readString(PAGE);

        for (Failure failure : Failure.values()) {
            assertThat(page)
                    .contains("| `" + failure.word() + "` | "
                            + Refusals.status(failure).code() + " |");
        }
    }

    @Test
    void itsCommandsWork(@TempDir Path folder) throws Exception {
        try (var lab = new SocketLab()) {
            lab.process.mailbox.add(new Message("p", new Text("\"hello\"")));

            String output = run(folder, lab);

            assertThat(output)
                    .contains("{\"pid\":\"demo/alpha.1.2\",\"pool\":\"demo\",\"host\":\"alpha\"}\n")
                    .contains("{\"result\":{\"as\": 1.50}}\n");
            assertThat(folder.resolve("received.json"))
                    .content()
                    .isEqualTo("{\"type\":\"message\",\"from\":\"p\",\"body\":\"hello\"}\n");
            assertThat(lab.process.asked())
                    .contains("join[chat, demo/alpha.1.2]", "getLocalMembers[chat]", "createGroup[chat]")
                    .contains("send[demo/beta.1764000000.7, {\"text\":\"hello\"}]", "register[thumbs, demo/alpha.1.2]")
                    .contains("call[thumbs, [\"make\",\"a.png\"], PT10S]");
        }
    }

    private static String run(Path folder, SocketLab lab) throws IOException, InterruptedException {
        String script = COMMANDS.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n", "set -eu\n", "\n"));
        assertThat(script).contains("curl");
        Path said = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("KPOOL_SOCKET", lab.path().toString());
        builder.environment().put("KPOOL_TOKEN", SocketLab.TOKEN);
        Process process = builder.start();
        boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String output = Files.readString(said);
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
