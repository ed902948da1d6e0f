package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Follow;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes print, over the real protocol. */
@Timeout(180)
class AgentOutputTest {
    @TempDir
    private Path folder;

    @Test
    void sendsFromTheFirstLineToTheLastBeforeTheExit() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            stream.spawn(Spawns.shell("seq 1 2000; echo oh >&2; printf end").setFollow(true));
            List<Output> outputs = new ArrayList<>();
            WorkerFrame frame;
            do {
                frame = stream.next(next -> next.getOutputCount() > 0 || next.getExitedCount() > 0);
                outputs.addAll(frame.getOutputList());
            } while (frame.getExitedCount() == 0);

            assertThat(text(outputs, OutputStream.STDOUT)).startsWith("1\n2\n").endsWith("1999\n2000\nend");
            assertThat(text(outputs, OutputStream.STDERR)).isEqualTo("oh\n");
            assertThat(outputs).allMatch(output -> output.getSkipped() == 0 && output.getSerial() == 1);
        }
    }

    @Test
    void sendsOnlyWhileSomebodyFollows() throws Exception {
        Path go = folder.resolve("go");
        Path end = folder.resolve("end");
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long serial = stream.started(stream.spawn(
                    Spawns.shell("echo early; " + until(go) + "; echo now; " + until(end) + "; echo late")));
            await().until(() -> fixture.log().contains("early"));

            stream.send(OperatorFrame.newBuilder().addFollow(Follow.newBuilder().setSerial(serial)));
            // It answers when it has heeded what came before.
            read(stream, serial, 0);
            Files.createFile(go);
            Output now = stream.next(next -> next.getOutputCount() > 0).getOutput(0);
            stream.send(OperatorFrame.newBuilder()
                    .addFollow(Follow.newBuilder().setSerial(serial).setStop(true))
                    .addReadOutput(ReadOutput.newBuilder().setQuestion(1).setSerial(serial)));
            OutputPage running =
                    stream.next(next -> next.getOutputPageCount() > 0).getOutputPage(0);
            Files.createFile(end);
            WorkerFrame last = stream.next(next -> next.getExitedCount() > 0 || next.getOutputCount() > 0);

            assertThat(now.getText().toStringUtf8()).isEqualTo("now\n");
            assertThat(running.getText().toStringUtf8()).isEqualTo("early\nnow\n");
            assertThat(running.getEnded()).isFalse();
            assertThat(last.getOutputCount()).isZero();
        }
    }

    @Test
    void keepsTheEndOfWhatAProcessPrintedWhenItIsForgottenItself() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            Exit exit = stream.exitOf(stream.spawn(Spawns.shell("echo one; echo two")));
            stream.acknowledge(exit.getSerial());

            OutputPage all = read(stream, exit.getSerial(), 0);
            OutputPage tail = read(stream, exit.getSerial(), 5);
            OutputPage unknown = read(stream, 99, 0);

            assertThat(all.getText().toStringUtf8()).isEqualTo("one\ntwo\n");
            assertThat(all.getEnded()).isTrue();
            assertThat(all.getUnknown()).isFalse();
            assertThat(tail.getText().toStringUtf8()).isEqualTo("two\n");
            assertThat(unknown.getUnknown()).isTrue();
        }
    }

    @Test
    void goesOnFollowingOnTheNextStream() throws Exception {
        Path go = folder.resolve("go");
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            first.welcome();
            long serial = first.started(first.spawn(
                    Spawns.shell(until(go) + "; echo now; sleep 1000").setFollow(true)));
            first.fail(Status.UNAVAILABLE);

            FakeStream second = fixture.operator().accept();
            second.welcome();
            Files.createFile(go);
            Output now = second.next(next -> next.getOutputCount() > 0).getOutput(0);
            second.kill(serial, Duration.ZERO);

            assertThat(now.getText().toStringUtf8()).isEqualTo("now\n");
        }
    }

    private static OutputPage read(FakeStream stream, long serial, int tail) throws InterruptedException {
        stream.send(OperatorFrame.newBuilder()
                .addReadOutput(
                        ReadOutput.newBuilder().setQuestion(5).setSerial(serial).setTail(tail)));
        OutputPage page = stream.next(next -> next.getOutputPageCount() > 0).getOutputPage(0);
        assertThat(page.getQuestion()).isEqualTo(5);
        return page;
    }

    private static String text(List<Output> outputs, OutputStream of) {
        return outputs.stream()
                .filter(output -> output.getStream() == of)
                .map(output -> output.getText().toStringUtf8())
                .collect(Collectors.joining());
    }

    private static String until(Path file) {
        return "while [ ! -e " + file + " ]; do sleep 0.02; done";
    }
}
