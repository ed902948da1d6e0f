package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent as a process of its own. */
@Timeout(180)
class MainTest {
    private static final String SOCKETS = "glob:**/kpool-*";

    @TempDir
    private Path folder;

    private Process agent;

    @AfterEach
    void kill() {
        agent.destroyForcibly();
    }

    @Test
    void drainsAndEndsWithCodeZeroOnSigterm() throws Exception {
        var authority = TestAuthority.in(folder);
        var given = StagedAgent.Given.in(folder, authority);
        try (var operator = new FakeOperator(authority)) {
            start(given.environment(operator), "-Djava.io.tmpdir=" + folder);
            FakeStream stream = operator.accept();
            stream.welcome();
            assertThat(folder).isDirectoryNotContaining(SOCKETS);
            long command = stream.spawn(Spawns.shell("echo begun; sleep 1000 & wait"));
            stream.started(command);
            await().until(() -> log().contains("\"line\":\"begun\""));
            assertThat(folder).isDirectoryContaining(SOCKETS);

            agent.destroy();
            Exit exit = stream.exitOf(command);
            stream.acknowledge(exit.getSerial());

            assertThat(exit.getReason()).isEqualTo(ExitReason.SHUTDOWN);
            assertThat(agent.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(agent.exitValue()).isZero();
            assertThat(folder).isDirectoryNotContaining(SOCKETS);
            assertThat(log().lines()).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void functionsReadThePropertiesOfItsCommandLine(Isolation isolation) throws Exception {
        var authority = TestAuthority.in(folder);
        var given = StagedAgent.Given.in(folder, authority);
        try (var operator = new FakeOperator(authority)) {
            start(given.environment(operator), "-Dgreeting=hello, you");
            FakeStream stream = operator.accept();
            stream.welcome();

            Exit exit = stream.exitOf(
                    stream.spawn(Spawns.function(System.class.getName(), "getProperty", "[\"greeting\"]", isolation)));

            assertThat(exit.getResult().toStringUtf8()).isEqualTo("\"hello, you\"");
        }
    }

    @Test
    void buriesOrphans() throws Exception {
        var authority = TestAuthority.in(folder);
        var given = StagedAgent.Given.in(folder, authority);
        try (var operator = new FakeOperator(authority)) {
            start(given.environment(operator));
            FakeStream stream = operator.accept();
            stream.welcome();
            long adopting = stream.spawn(Spawns.shell("(sleep 1000 &) ; sleep 1000"));
            long serial = stream.started(adopting);
            await().until(() -> agent.children().count() == 2);

            stream.kill(serial, Duration.ZERO);
            stream.exitOf(adopting);

            await().until(() -> agent.children().findAny().isEmpty());
            assertThat(agent.isAlive()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrongWithItsSettings() throws Exception {
        start(Map.of("KPOOL_POOL", "demo"));

        assertThat(agent.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(agent.exitValue()).isEqualTo(2);
        assertThat(log()).isEqualTo("KPOOL_HOST is not set: give the name of this host in the pool\n");
    }

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        agent = builder.redirectOutput(Redirect.to(folder.resolve("log").toFile()))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
