package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Follow;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.live.LogChunk;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.ExitReason;
import java.util.Iterator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes print, on its way to who wants it. */
class LiveOutputTest {
    private final LiveLab lab = LiveLab.leading();
    private FakeWorker worker;
    private FakeCaller caller;

    @BeforeEach
    void start() throws Exception {
        worker = lab.connected();
        caller = lab.caller();
        caller.begin(FakeCaller.open());
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void comesToWhoAskedForItsProcess() throws Exception {
        // Given
        caller.spawn(function(1).setFollow(true));
        var spawn = worker.spawned();
        long serial = worker.start(spawn);
        // When: in one frame with its end
        worker.send(WorkerFrame.newBuilder()
                .addOutput(output(serial, "hello\n"))
                .addReturnedSerial(serial)
                .addReturnedMillis(1));
        // Then
        assertThat(spawn.getFollow()).isTrue();
        assertThat(caller.hears()).startsWith("1 started");
        assertThat(caller.hears()).isEqualTo("1 printed hello\n");
        assertThat(caller.hears()).isEqualTo("1 returned");
    }

    @Test
    void comesToWhoFollowsAnothersProcess() throws Exception {
        // Given
        String pid = "demo/alpha.7." + running();
        FakeCaller other = lab.caller();
        other.begin(FakeCaller.open());
        // When
        other.send(CallerFrame.newBuilder().addFollow(FollowChange.newBuilder().setPid(pid)));
        long serial = LiveLab.awaited(worker, frame -> frame.getFollowCount() > 0)
                .getFollow(0)
                .getSerial();
        worker.send(WorkerFrame.newBuilder().addOutput(output(serial, "hello\n")));
        // Then
        assertThat(other.hears()).isEqualTo("0" + pid + " printed hello\n");
        // When
        other.send(CallerFrame.newBuilder()
                .addFollow(FollowChange.newBuilder().setPid(pid).setStop(true)));
        // Then
        assertThat(LiveLab.awaited(worker, frame -> frame.getFollowCount() > 0)
                        .getFollow(0)
                        .getStop())
                .isTrue();
    }

    @Test
    void whatIsNotFollowedAnyMoreIsNotFollowedAgainByWhoComesBack() throws Exception {
        // Given
        FakeCaller follower = lab.caller();
        Welcome welcome = follower.begin(FakeCaller.open());
        follower.spawn(function(1).setFollow(true));
        long serial = worker.start(worker.spawned());
        assertThat(follower.hears()).startsWith("1 started");
        follower.send(CallerFrame.newBuilder()
                .addFollow(FollowChange.newBuilder()
                        .setPid("demo/alpha.7." + serial)
                        .setStop(true)));
        LiveLab.awaited(worker, LiveOutputTest::stopsAFollow);
        follower.hangUp();
        FakeCaller back = lab.caller();
        back.begin(FakeCaller.resume(welcome, 1));
        back.spawn(function(1).setFollow(true));
        assertThat(back.hears()).startsWith("1 started");
        // When
        worker.send(WorkerFrame.newBuilder()
                .addOutput(output(serial, "hello\n"))
                .addReturnedSerial(serial)
                .addReturnedMillis(1));
        // Then
        assertThat(back.hears()).isEqualTo("1 returned");
    }

    @Test
    void isNotSentOnForNobody() throws Exception {
        // Given
        long serial = running();
        // When: as for a caller of an earlier leader
        worker.send(WorkerFrame.newBuilder().addOutput(output(serial, "hello\n")));
        // Then
        assertThat(LiveLab.awaited(worker, frame -> frame.getFollowCount() > 0)
                        .getFollow(0)
                        .getStop())
                .isTrue();
    }

    @Test
    void followsOnlyWhereItMay() throws Exception {
        // Given
        lab.admission.forbid("nodepools/log");
        long serial = running();
        // When
        caller.send(CallerFrame.newBuilder().addFollow(FollowChange.newBuilder().setPid("demo/alpha.7." + serial)));
        caller.spawn(function(2));
        // Then: what comes later finds no follow before it
        assertThat(LiveLab.awaited(worker, frame -> frame.getFollowCount() > 0 || frame.getSpawnCount() > 0)
                        .getFollowCount())
                .isZero();
    }

    @Test
    void readsTheLastThatAProcessPrintedAndFollowsIt() throws Exception {
        // Given
        long serial = running();
        Iterator<LogChunk> log =
                caller.unary().readLog(log(serial).setFollow(true).setTail(100).build());
        // When
        ReadOutput question =
                LiveLab.awaited(worker, frame -> frame.getReadOutputCount() > 0).getReadOutput(0);
        worker.send(WorkerFrame.newBuilder().addOutput(output(serial, "before\n")));
        worker.send(WorkerFrame.newBuilder().addOutputPage(page(question, "before\n")));
        worker.send(WorkerFrame.newBuilder().addOutput(output(serial, "after\n")));
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        // Then
        assertThat(question.getTail()).isEqualTo(100);
        assertThat(log.next().getText().toStringUtf8()).isEqualTo("before\n");
        assertThat(log.next().getText().toStringUtf8()).isEqualTo("after\n");
        assertThat(log.hasNext()).isFalse();
    }

    @Test
    void readsWhatIsLeftOfAProcessThatEnded() throws Exception {
        // Given
        long serial = running();
        Iterator<LogChunk> log =
                caller.unary().readLog(log(serial).setFollow(true).build());
        // When
        ReadOutput question =
                LiveLab.awaited(worker, frame -> frame.getReadOutputCount() > 0).getReadOutput(0);
        worker.send(
                WorkerFrame.newBuilder().addOutputPage(page(question, "last\n").setEnded(true)));
        // Then
        assertThat(log.next().getText().toStringUtf8()).isEqualTo("last\n");
        assertThat(log.hasNext()).isFalse();
    }

    @Test
    void saysThatNothingIsKept() throws Exception {
        // Given
        Iterator<LogChunk> log = caller.unary().readLog(log(99).build());
        // When
        ReadOutput question =
                LiveLab.awaited(worker, frame -> frame.getReadOutputCount() > 0).getReadOutput(0);
        worker.send(WorkerFrame.newBuilder()
                .addOutputPage(OutputPage.newBuilder()
                        .setQuestion(question.getQuestion())
                        .setUnknown(true)));
        // Then
        assertThat(failure(log)).isEqualTo("no_such_process");
        assertThat(failure(caller.unary()
                        .readLog(LogRequest.newBuilder().setPid("demo/beta.1.1").build())))
                .isEqualTo("no_such_process");
    }

    private long running() throws Exception {
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("1 started");
        return serial;
    }

    private static boolean stopsAFollow(OperatorFrame frame) {
        return frame.getFollowList().stream().anyMatch(Follow::getStop);
    }

    private static Output.Builder output(long serial, String text) {
        return Output.newBuilder().setSerial(serial).setText(ByteString.copyFromUtf8(text));
    }

    private static OutputPage.Builder page(ReadOutput question, String text) {
        return OutputPage.newBuilder().setQuestion(question.getQuestion()).setText(ByteString.copyFromUtf8(text));
    }

    private static LogRequest.Builder log(long serial) {
        return LogRequest.newBuilder().setPid("demo/alpha.7." + serial);
    }

    private static String failure(Iterator<LogChunk> log) {
        Throwable thrown = Assertions.catchThrowable(log::hasNext);
        assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        return Status.trailersFromThrowable(thrown).get(ErrorKind.TRAILER);
    }
}
