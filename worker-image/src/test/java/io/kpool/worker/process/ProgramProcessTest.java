package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.process.CommandLine;
import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.Patience;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.output.WorkerLog;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ProgramProcessTest {
    private static final List<String> SLEEP = List.of("sleep", "1010");

    private final WorkerLog log = new WorkerLog(new ByteArrayOutputStream(), InstantSource.system());
    private final ProcessTrees trees = new ProcessTrees();
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private final Pid pid = new Pid("demo", "alpha", 1, System.nanoTime());

    @Test
    void endsWhatItForkedWhenAnErrorComesBetween() throws Exception {
        var process = new CommandProcess(
                CommandLine.newBuilder().addAllArgv(SLEEP).build(),
                new ProcessContext(pid, new Breaking(), new ProcessOutput(pid, log), trees),
                Tokens.shownAt(who -> Optional.empty()),
                new JavaFunctions(UserCode.in(List.of())).values());

        process.launch();

        Outcome outcome = ended.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome.reason()).isEqualTo(ExitReason.SPAWN_FAILED);
        assertThat(outcome.message()).contains("unable to create native thread");
        assertThat(trees.isEmpty()).isTrue();
        assertThat(ProcessTree.marked(ProgramEnvironment.mark(pid)).members()).isEmpty();
    }

    @Test
    void findsAProgramByItsMarkAlone() throws Exception {
        var builder = new ProcessBuilder(SLEEP);
        ProgramEnvironment.identify(builder.environment(), pid);
        Process forked = builder.start();

        ProcessTree.marked(ProgramEnvironment.mark(pid)).kill();

        assertThat(forked.waitFor()).isEqualTo(137);
    }

    /** No thread can be had once the program was forked. */
    private final class Breaking implements ProcessObserver {
        @Override
        public void started() {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Override
        public Exchange exchange() {
            return new RecordingObserver(Answer.getDefaultInstance());
        }

        @Override
        public void ended(Outcome outcome) {
            ended.complete(outcome);
        }
    }
}
