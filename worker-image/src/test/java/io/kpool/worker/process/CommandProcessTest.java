package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.EnvironmentVariable;
import io.kpool.protocol.process.ExitReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CommandProcessTest {
    private final ProcessFixture fixture = new ProcessFixture();

    @TempDir
    private Path folder;

    @Test
    void endsNormallyWithCodeZero() throws Exception {
        var launched = fixture.launch(command("true"));

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(launched.observer().hasStarted()).isTrue();
    }

    @Test
    void tellsTheCodeWithTheLastErrors() throws Exception {
        var launched = fixture.launch(shell("echo out; echo one >&2; echo two >&2; exit 3"));

        Outcome outcome = launched.observer().outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.EXIT_CODE);
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.message()).isEqualTo("exit code 3: one\ntwo");
        assertThat(fixture.log())
                .contains("\"pid\":\"" + launched.pid() + "\",\"stream\":\"stdout\",\"line\":\"out\"")
                .contains("\"pid\":\"" + launched.pid() + "\",\"stream\":\"stderr\",\"line\":\"one\"");
    }

    @Test
    void quotesOutputWhereThereAreNoErrors() throws Exception {
        var launched = fixture.launch(shell("seq 1 100000; exit 1"));

        assertThat(launched.observer().outcome().message())
                .hasSizeLessThan(Outcome.LONGEST_MESSAGE)
                .endsWith("99999\n100000");
    }

    @Test
    void namesTheSignalThatEndedIt() throws Exception {
        var launched = fixture.launch(shell("kill -9 $$"));

        assertThat(launched.observer().outcome().message())
                .startsWith("exit code 137, as after signal 9 (killed by somebody, or because the memory was used up)");
    }

    @Test
    void hasEnvironmentInputAndFolder() throws Exception {
        Spawn.Builder spawn = with(
                List.of("sh", "-c", "read line; echo $line $GREETING $KPOOL_POOL $KPOOL_HOST $KPOOL_PID; pwd; env"),
                command -> command.addEnv(variable("GREETING", "hello"))
                        .addEnv(variable("KPOOL_PID", "forged"))
                        .setWorkingDir(folder.toString())
                        .setStdin("input\n"));

        var launched = fixture.launch(spawn);

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(fixture.log())
                .contains("\"line\":\"input hello demo alpha " + launched.pid() + "\"")
                .contains("\"line\":\"" + folder + "\"")
                .doesNotContain("KPOOL_TOKEN_FILE");
    }

    @Test
    void readsNothingWithoutInput() throws Exception {
        var launched = fixture.launch(command("cat"));

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
    }

    @Test
    void saysWhatKeptItFromStarting() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "text");

        assertThat(failure(command("no-such-program"))).startsWith("there is no program no-such-program in /");
        assertThat(failure(command("/no/such/program"))).isEqualTo("there is no program /no/such/program");
        assertThat(failure(command(plain.toString()))).isEqualTo(plain + " is not executable");
        assertThat(failure(command(folder.toString()))).isEqualTo(folder + " is a directory, not a program");
        assertThat(failure(with(List.of("true"), command -> command.setWorkingDir("/no/such/folder"))))
                .isEqualTo("the working directory /no/such/folder is not there");
        assertThat(failure(with(List.of("true"), command -> command.setWorkingDir(plain.toString()))))
                .isEqualTo("the working directory " + plain + " is not a directory");
        assertThat(failure(with(List.of("true"), command -> command.addEnv(variable("A=B", "c")))))
                .startsWith("env has a variable that cannot be set");
        assertThat(failure(command("echo", "a\0b"))).startsWith("argv holds a NUL character");
        assertThat(failure(command())).startsWith("the command is empty");
    }

    @Test
    void isAskedToEndWithItsTree() throws Exception {
        var launched = fixture.launch(shell("trap 'echo asked; exit 5' TERM; sleep 1000 & wait"));
        await().until(() -> running(launched).size() == 2);

        launched.process().ask();

        assertThat(launched.observer().outcome().code()).isEqualTo(5);
        assertThat(fixture.log()).contains("\"line\":\"asked\"");
        assertThat(running(launched)).isEmpty();
    }

    @Test
    void isForcedToEndWithWhatLeftItsTree() throws Exception {
        // One ignores SIGTERM, one is re-parented by a double fork, and one has a session of its own as well.
        var launched = fixture.launch(shell(
                "trap '' TERM; (sleep 1001 & exec true) ; (setsid sh -c '(sleep 1002 &) ; exec true') ; sleep 1003"));
        await().until(() -> running(launched).size() == 4);

        launched.process().force();

        assertThat(launched.observer().outcome().code()).isEqualTo(137);
        assertThat(running(launched)).isEmpty();
    }

    @Test
    void endsWhatItLeavesBehind() throws Exception {
        var launched = fixture.launch(shell("sleep 1004 & setsid sleep 1005 & exit 0"));

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(running(launched)).isEmpty();
    }

    @Test
    void findsOrphansThatClearedTheirEnvironmentOnceTheyWereSeen() throws Exception {
        var launched = fixture.launch(shell("sh -c 'setsid env -i sleep 1006 & sleep 1007' & sleep 1008"));
        await().until(() -> sleeping("1006").isPresent());
        fixture.trees().observe(ProcessSnapshot.take());
        ProcessHandle orphan = sleeping("1006").orElseThrow();
        orphan.parent().orElseThrow().destroyForcibly();
        await().until(() -> !orphan.parent().map(ProcessHandle::isAlive).orElse(false)
                || orphan.parent().orElseThrow().pid() == 1);

        launched.process().force();

        launched.observer().outcome();
        await().until(() -> !orphan.isAlive());
    }

    private static Optional<ProcessHandle> sleeping(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(handle -> handle.info()
                        .arguments()
                        .filter(arguments -> arguments.length == 1 && arguments[0].equals(seconds))
                        .isPresent())
                .findFirst();
    }

    private static List<ProcessHandle> running(ProcessFixture.Launched launched) {
        String mark = "KPOOL_PID=" + launched.pid();
        return ProcessHandle.allProcesses()
                .filter(handle -> ProcessSnapshot.read(Path.of("/proc/" + handle.pid() + "/environ"))
                        .filter(environment -> environment.contains(mark))
                        .isPresent())
                .toList();
    }

    private String failure(Spawn.Builder spawn) throws Exception {
        var launched = fixture.launch(spawn);
        Outcome outcome = launched.observer().outcome();
        assertThat(outcome.reason()).isEqualTo(ExitReason.SPAWN_FAILED);
        assertThat(launched.observer().hasStarted()).isFalse();
        return outcome.message();
    }

    private static EnvironmentVariable variable(String name, String value) {
        return EnvironmentVariable.newBuilder().setName(name).setValue(value).build();
    }

    private static Spawn.Builder shell(String script) {
        return command("sh", "-c", script);
    }

    private static Spawn.Builder command(String... argv) {
        return with(List.of(argv), command -> command);
    }

    private static Spawn.Builder with(List<String> argv, UnaryOperator<CommandLine.Builder> more) {
        return Spawn.newBuilder()
                .setCommandLine(more.apply(CommandLine.newBuilder().addAllArgv(argv)));
    }
}
