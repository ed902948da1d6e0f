package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;

import com.google.protobuf.ByteString;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.StreamName;
import io.kpool.worker.output.WorkerLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Launches real processes, without an agent. */
public final class ProcessFixture {
    private static final List<Path> CODE = List.of(Path.of("target/test-classes"));
    private static final AtomicLong SERIALS = new AtomicLong(System.nanoTime());

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final WorkerLog log = new WorkerLog(logged, InstantSource.system());
    private final OutputRouter router = new OutputRouter(log);
    private final ProcessTrees trees = new ProcessTrees();
    private final Tokens tokens = Tokens.shownAt(who -> Optional.of(Path.of("/run/kpool.socket")));
    private final Launchers launchers = new Launchers(
            new JavaFunctions(UserCode.in(CODE)),
            new Launchers.Programs(OwnJvm.likeThis(Map.of(), CODE), trees, tokens),
            new Launchers.ProcessLog(log, router));

    /** A process of a pid that no other run of any test has. */
    Launched launch(Spawn.Builder spawn) {
        return launch(spawn, Answer.getDefaultInstance());
    }

    /** One whose questions are all answered so. */
    Launched launch(Spawn.Builder spawn, Answer answer) {
        var observer = new RecordingObserver(answer);
        Pid pid = new Pid("demo", "alpha", 1, SERIALS.incrementAndGet());
        RunningProcess process = launchers.prepare(spawn.build(), pid, observer);
        if (process.isResolved()) {
            observer.started();
        }
        process.launch();
        return new Launched(pid, process, observer);
    }

    /** A function of the test's user code, on a thread. */
    public Launched function(String name, String arguments) {
        return launch(Spawn.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule("com.example.Functions")
                        .setFunction(name)
                        .setArguments(ByteString.copyFromUtf8(arguments))));
    }

    /** A command, as a shell's script. */
    public Launched shell(String script) {
        return launch(
                Spawn.newBuilder().setCommandLine(CommandLine.newBuilder().addAllArgv(List.of("sh", "-c", script))));
    }

    /** A process on its way, and what it says of itself. */
    public record Launched(Pid pid, RunningProcess process, RecordingObserver observer) {
        public void force() {
            process.force();
        }

        public void awaitStarted() {
            await().until(observer::hasStarted);
        }

        public void awaitEnd() {
            await().until(observer::hasEnded);
        }
    }

    SelfByToken tokens() {
        return tokens;
    }

    public ProcessTrees trees() {
        return trees;
    }

    PrintStream printStream(StreamName stream) {
        return router.printStream(stream);
    }

    String log() {
        log.flush(Duration.ofSeconds(5));
        return logged.toString(StandardCharsets.UTF_8);
    }
}
