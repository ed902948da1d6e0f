package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.LogChunk;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.PoolRequest;
import java.util.Iterator;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who have to do with a pool when that is deleted. */
class PoolDeletionTest {
    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void saysWhatRanWhenItsPoolIsDeleted() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        worker.start(worker.spawned());
        caller.hears();
        caller.spawn(function(2).setHost("beta"));
        // When: it waits for a host that is not there
        caller.spawn(function(3));
        worker.spawned();
        lab.forgetPool();
        // Then
        assertThat(List.of(caller.hears(), caller.hears(), caller.hears()))
                .containsExactlyInAnyOrder("1 exited SHUTDOWN ", "2 failed NO_SUCH_POOL", "3 exited SHUTDOWN ");
    }

    @Test
    void tellsWhoIsLinkedAndEndsLogs() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1).setLink(true));
        String pid = "demo/alpha.7." + worker.start(worker.spawned());
        caller.hears();
        Iterator<LogChunk> log = caller.unary()
                .readLog(LogRequest.newBuilder().setPid(pid).setFollow(true).build());
        long question = LiveLab.awaited(worker, frame -> frame.getReadOutputCount() > 0)
                .getReadOutput(0)
                .getQuestion();
        worker.send(WorkerFrame.newBuilder()
                .addOutputPage(
                        OutputPage.newBuilder().setQuestion(question).setText(ByteString.copyFromUtf8("hello"))));
        log.next();
        // When
        lab.forgetPool();
        // Then
        assertThat(List.of(caller.hears(), caller.hears()))
                .containsExactlyInAnyOrder("1 exited SHUTDOWN ", pid + " exited SHUTDOWN");
        assertThat(log.hasNext()).isFalse();
    }

    @Test
    void whoseWorkerIsAwayHasNoConnection() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1).setLink(true));
        String pid = "demo/alpha.7." + worker.start(worker.spawned());
        caller.hears();
        worker.hangUp();
        Awaitility.await()
                .until(() -> !"Ready"
                        .equals(caller.unary()
                                .getNodes(
                                        PoolRequest.newBuilder().setPool("demo").build())
                                .getNode(0)
                                .getState()));
        // When
        lab.forgetPool();
        // Then
        assertThat(List.of(caller.hears(), caller.hears()))
                .containsExactlyInAnyOrder("1 exited NOCONNECTION ", pid + " exited NOCONNECTION");
    }
}
