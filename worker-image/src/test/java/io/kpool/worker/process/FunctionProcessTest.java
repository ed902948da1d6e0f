package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Functions;
import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.output.StreamName;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(180)
class FunctionProcessTest {
    private final ProcessFixture fixture = new ProcessFixture();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void givesItsResult(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("self", "[\"hello\"]", isolation));

        Outcome outcome = launched.observer().outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.NORMAL);
        assertThat(outcome.result().toStringUtf8())
                .contains("\"pid\":\"" + launched.pid() + "\"", "\"host\":\"alpha\"", "\"text\":\"hello\"");
        assertThat(launched.observer().hasStarted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void tellsWhatItThrew(Isolation isolation) throws Exception {
        Outcome outcome = fixture.launch(function("fail", "[\"no luck\"]", isolation))
                .observer()
                .outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.EXCEPTION);
        assertThat(outcome.message())
                .startsWith("java.lang.IllegalStateException: no luck\n    at com.example.Functions.fail(");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void doesNotStartWithoutAFunction(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("sum", "[1]", isolation));

        Outcome outcome = launched.observer().outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION);
        assertThat(outcome.message()).contains("argument 1 is 1, no com.example.Functions$Point");
        assertThat(launched.observer().hasStarted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void refusesAResultThatIsTooLarge(Isolation isolation) throws Exception {
        Outcome outcome = fixture.launch(function("large", "[70000]", isolation))
                .observer()
                .outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.BAD_RESULT);
    }

    @Test
    void anOwnJvmMayExit() throws Exception {
        Outcome outcome = fixture.launch(function("exit", "[7]", Isolation.PROCESS))
                .observer()
                .outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.EXIT_CODE);
        assertThat(outcome.code()).isEqualTo(7);
        assertThat(outcome.message()).isEqualTo("exit code 7: exits");
    }

    @Test
    void anOwnJvmCanBeForcedWhateverItDoes() throws Exception {
        String never = folder.resolve("never").toString();
        var launched = fixture.launch(function("stubborn", "[\"" + never + "\"]", Isolation.PROCESS));
        launched.observer().awaitStarted();

        launched.process().force();

        assertThat(launched.observer().outcome().code()).isEqualTo(137);
    }

    @Test
    void aThreadIsInterrupted() throws Exception {
        var launched = fixture.launch(function("sleep", "[]", Isolation.THREAD));
        launched.observer().awaitStarted();

        launched.process().ask();

        assertThat(launched.observer().outcome().message()).startsWith("java.lang.InterruptedException");
    }

    @Test
    void aThreadThatIgnoresInterruptionGoesOn() throws Exception {
        Path file = folder.resolve("end");
        var launched = fixture.launch(function("stubborn", "[\"" + file + "\"]", Isolation.THREAD));
        launched.observer().awaitStarted();

        launched.process().force();
        boolean endedByForce = launched.observer().hasEnded();
        Files.createFile(file);

        assertThat(endedByForce).isFalse();
        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
    }

    @Test
    void whatAThreadPrintsIsItsOwn() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(fixture.printStream(StreamName.STDOUT));
        System.setErr(fixture.printStream(StreamName.STDERR));
        ProcessFixture.Launched launched;
        try {
            launched = fixture.launch(function("print", "[\"text\"]", Isolation.THREAD));
            launched.observer().outcome();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        String mine = "\"pid\":\"" + launched.pid() + "\",\"stream\":";
        assertThat(fixture.log())
                .contains(mine + "\"stdout\",\"line\":\"text\"")
                .contains(mine + "\"stdout\",\"line\":\"a thread of text\"")
                .contains(mine + "\"stdout\",\"line\":\"done\"")
                .contains(mine + "\"stderr\",\"line\":\"no line end\"");
    }

    @Test
    void isForgottenWhenItEnded() throws Exception {
        var launched = fixture.launch(function("nothing", "[]", Isolation.PROCESS));

        assertThat(launched.observer().outcome().result()).isEqualTo(ByteString.EMPTY);
        await().until(() -> fixture.trees().isEmpty());
    }

    private static Spawn.Builder function(String name, String arguments, Isolation isolation) {
        return Spawn.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule(Functions.class.getName())
                        .setFunction(name)
                        .setArguments(ByteString.copyFromUtf8(arguments))
                        .setIsolation(isolation));
    }
}
