package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ListProcessesRequest;
import io.kpool.protocol.live.LogRequest;
import io.kpool.protocol.live.PoolRequest;
import io.kpool.protocol.live.ProcessRequest;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The entries of the conformance list that show between callers and operator, by their numbers there. */
class ConformanceLiveTest {
    private final LiveLab lab = LiveLab.leading();
    private FakeWorker worker;

    @BeforeEach
    void start() throws Exception {
        worker = lab.connected();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    @DisplayName("P6 of a lost worker the linked caller gets a signal, the unlinked one none; nothing is run again")
    void p6_whoIsLinkedIsToldOfALostWorker() throws Exception {
        // Given
        FakeCaller linked = lab.caller();
        linked.begin(FakeCaller.open());
        start(linked, function(1).setLink(true));
        FakeCaller unlinked = lab.caller();
        unlinked.begin(FakeCaller.open());
        start(unlinked, function(1));
        // When
        lab.lose(LiveLab.ALPHA);
        // Then: what became of their requests both hear, but only one of them dies of it
        assertThat(List.of(linked.hears(), linked.hears()))
                .anyMatch(word -> word.startsWith("1 exited NOCONNECTION"))
                .anyMatch(word -> word.equals("ended NOCONNECTION"));
        assertThat(unlinked.hears()).startsWith("1 exited NOCONNECTION");
        FakeWorker next = lab.connected(new FakeWorker(new FakeWorker.Identity("acme", "demo", "alpha", 8, "next")));
        unlinked.spawn(function(2));
        Spawn only = next.spawned();
        assertThat(only.getRequest().getLive().getNumber()).isEqualTo(2);
        assertThat(next.isLeftAlone(100)).isTrue();
    }

    @Test
    @DisplayName("P9 without a pool every question and every spawn is an error")
    void p9_nothingGoesWithoutAPool() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        PoolRequest nowhere = PoolRequest.newBuilder().setPool("nowhere").build();
        // Then
        assertThat(error(() -> caller.unary().getNodes(nowhere))).isEqualTo("no_such_pool");
        assertThat(error(() -> caller.unary().getNode(nowhere))).isEqualTo("no_such_pool");
        assertThat(error(() -> caller.unary().explain(nowhere))).isEqualTo("no_such_pool");
        assertThat(error(() -> caller.unary()
                        .listProcesses(ListProcessesRequest.newBuilder()
                                .setPool("nowhere")
                                .build())))
                .isEqualTo("no_such_pool");
        assertThat(error(() -> caller.unary()
                        .getProcess(ProcessRequest.newBuilder()
                                .setPid("nowhere/alpha.1.1")
                                .build())))
                .isEqualTo("no_such_pool");
        assertThat(error(() -> caller.unary()
                        .readLog(LogRequest.newBuilder()
                                .setPid("nowhere/alpha.1.1")
                                .build())
                        .hasNext()))
                .isEqualTo("no_such_pool");
        caller.spawn(function(1).setPool("nowhere"));
        assertThat(caller.hears()).isEqualTo("1 failed NO_SUCH_POOL");
    }

    @Test
    @DisplayName("P10 what a process prints reaches who asked for it, and nobody else")
    void p10_outputReachesTheRequester() throws Exception {
        // Given
        FakeCaller requester = lab.caller();
        requester.begin(FakeCaller.open());
        FakeCaller other = lab.caller();
        other.begin(FakeCaller.open());
        long serial = start(requester, function(1).setFollow(true));
        long others = start(other, function(1).setFollow(true));
        // When
        worker.send(WorkerFrame.newBuilder().addOutput(printed(serial, "to the requester")));
        worker.send(WorkerFrame.newBuilder().addOutput(printed(others, "to the other")));
        // Then
        assertThat(requester.hears()).isEqualTo("1 printed to the requester");
        assertThat(other.hears()).isEqualTo("1 printed to the other");
    }

    @Test
    @DisplayName("P11 spawn-link of what ends at once succeeds, and harms nobody")
    void p11_aLinkWithWhatEndsAtOnce() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        // When
        caller.spawn(function(1).setLink(true));
        long serial = worker.startAndExit(worker.spawned(), ExitReason.NORMAL);
        // Then
        assertThat(caller.hears()).startsWith("1 started");
        assertThat(caller.hears()).isEqualTo("1 returned");
        assertThat(caller.hears()).isEqualTo("demo/alpha.7." + serial + " exited NORMAL");
        start(caller, function(2));
    }

    @Test
    @DisplayName("P11 a process that fails at once reaches its linked caller too, which dies of it unless it traps")
    void p11_anAbnormalEndReachesTheCaller() throws Exception {
        // Given
        FakeCaller dying = lab.caller();
        dying.begin(FakeCaller.open());
        FakeCaller trapping = lab.caller();
        trapping.begin(FakeCaller.open().setTrapExit(true));
        // When
        dying.spawn(function(1).setLink(true));
        worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
        trapping.spawn(function(1).setLink(true));
        long second = worker.startAndExit(worker.spawned(), ExitReason.EXCEPTION);
        // Then
        assertThat(dying.hears()).startsWith("1 started");
        assertThat(dying.hears()).startsWith("1 exited EXCEPTION");
        assertThat(dying.hears()).isEqualTo("ended EXCEPTION");
        assertThat(trapping.hears()).startsWith("1 started");
        assertThat(trapping.hears()).startsWith("1 exited EXCEPTION");
        assertThat(trapping.hears()).isEqualTo("demo/alpha.7." + second + " exited EXCEPTION");
        start(trapping, function(2));
    }

    @Test
    @DisplayName("P11 the abnormal end of a caller reaches its linked process")
    void p11_anAbnormalEndReachesTheProcess() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        String session = caller.begin(FakeCaller.open()).getSession();
        long serial = start(caller, function(1).setLink(true));
        // When
        lab.caller()
                .unary()
                .exit(ExitRequest.newBuilder()
                        .setPid(session)
                        .setSignal(ExitSignal.newBuilder().setReason(ExitReason.KILLED))
                        .build());
        // Then
        DeliveredSignal told = delivered();
        assertThat(told.getSerial()).isEqualTo(serial);
        assertThat(told.getSignal().getPeer()).isEqualTo(session);
        assertThat(told.getSignal().getExit().getReason()).isEqualTo(ExitReason.KILLED);
        assertThat(told.getSignal().getExit().getLinked()).isTrue();
    }

    @Test
    @DisplayName("P12 with its owner goes what is linked with it, and nothing else")
    void p12_theOwnersEndEndsWhatIsLinked() throws Exception {
        // Given
        FakeCaller owner = lab.caller();
        owner.begin(FakeCaller.open());
        long unlinked = start(owner, function(1));
        long linked = start(owner, function(2).setLink(true));
        // When
        owner.send(CallerFrame.newBuilder().setClose(true));
        // Then
        DeliveredSignal told = delivered();
        assertThat(told.getSerial()).isEqualTo(linked);
        assertThat(told.getSignal().getExit().getReason()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(owner.hears()).isEqualTo("ended NORMAL");
        assertThat(lab.caller()
                        .unary()
                        .getProcess(ProcessRequest.newBuilder()
                                .setPid("demo/alpha.7." + unlinked)
                                .build())
                        .getState())
                .isEqualTo("Running");
        worker.exit(linked, Exit.newBuilder().setReason(ExitReason.SHUTDOWN));
    }

    private long start(FakeCaller caller, SpawnRequest.Builder request) throws Exception {
        caller.spawn(request);
        long serial = worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith(request.getNumber() + " started");
        return serial;
    }

    private DeliveredSignal delivered() throws InterruptedException {
        return LiveLab.awaited(worker, frame -> frame.getDeliveredCount() > 0).getDelivered(0);
    }

    private static Output.Builder printed(long serial, String text) {
        return Output.newBuilder().setSerial(serial).setText(ByteString.copyFromUtf8(text));
    }

    private static String error(ThrowableAssert.ThrowingCallable call) {
        return Status.trailersFromThrowable(Assertions.catchThrowable(call)).get(ErrorKind.TRAILER);
    }
}
