package io.kpool.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.kubectl.command.Commands;
import io.kpool.kubectl.command.Entry;
import io.kpool.kubectl.command.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What kubectl runs to complete a line asks kubectl for pools, and the plugin for all else. */
class QuickCompletionTest {
    private static final String SCRIPT =
            Path.of("src/main/archive/kubectl_complete-kpool").toAbsolutePath().toString();
    private static final String THE_PLUGIN = "the plugin\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void programs() throws IOException {
        program("kubectl", "echo nodepool.kpool.io/demo; echo nodepool.kpool.io/other");
        program("kubectl-kpool", "echo the plugin");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aPoolIsKubectlsToNameWhereverThePluginWouldProposeOne(Entry command) throws IOException {
        boolean wantsPool = Commands.lineFor(new Root(), command.name())
                .getSubcommands()
                .get(command.name())
                .getCommandSpec()
                .positionalParameters()
                .stream()
                .filter(parameter -> parameter.index().contains(0))
                .map(PositionalParamSpec::paramLabel)
                .findFirst()
                .filter("POOL"::equals)
                .isPresent();

        assertThat(proposed(command.name(), "")).isEqualTo(wantsPool ? "demo\nother\n:4\n" : THE_PLUGIN);
    }

    static List<Entry> commands() {
        return Commands.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get pools de", "get hosts de", "get processes de", "spawn --pool de", "status de"})
    void onlyWhatFitsIsProposed(String words) throws IOException {
        assertThat(proposed(words.split(" "))).isEqualTo("demo\n:4\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get groups de", "get -n de", "status -", "get hosts -n other de", "cordon demo al"})
    void whatIsLessSimpleIsThePlugins(String words) throws IOException {
        assertThat(proposed(words.split(" "))).isEqualTo(THE_PLUGIN);
    }

    @Test
    void soIsWhatKubectlCannotTell() throws IOException {
        program("kubectl", "echo nodepool.kpool.io/half; exit 1");

        assertThat(proposed("status", "")).isEqualTo(THE_PLUGIN);
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private String proposed(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT));
        command.addAll(Arrays.asList(words));
        ProcessBuilder shell = new ProcessBuilder(command).redirectErrorStream(true);
        shell.environment().put("PATH", folder.toString());
        return new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
