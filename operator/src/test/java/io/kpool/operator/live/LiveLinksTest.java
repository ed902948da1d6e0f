package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Unlink;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links between callers and processes, and what goes over them. */
class LiveLinksTest {
    private final LiveLab lab = LiveLab.leading();
    private FakeWorker worker;
    private FakeCaller caller;

    @BeforeEach
    void start() throws Exception {
        worker = lab.connected();
        caller = lab.caller();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aCallerThatTrapsHearsOfItsLinkedProcess() throws Exception {
        // Given
        Welcome welcome = caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1).setLink(true));
        var spawn = worker.spawned();
        long serial = worker.start(spawn);
        // When
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
        // Then
        assertThat(spawn.getLinkList()).containsExactly(welcome.getSession());
        assertThat(caller.hears()).startsWith("1 started");
        assertThat(caller.hears()).startsWith("1 exited EXCEPTION");
        assertThat(caller.hears()).isEqualTo("demo/alpha.7." + serial + " exited EXCEPTION");
    }

    @Test
    void aCallerThatDoesNotTrapEndsWithItsLinkedProcess() throws Exception {
        // Given
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true), function(2).setLink(true));
        long first = worker.start(worker.spawned());
        long second = worker.start(worker.spawned());
        // When
        worker.exit(first, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
        // Then
        assertThat(caller.hears()).startsWith("1 started");
        assertThat(caller.hears()).startsWith("2 started");
        assertThat(caller.hears()).startsWith("1 exited");
        assertThat(caller.hears()).isEqualTo("ended EXCEPTION");
        DeliveredSignal told = delivered();
        assertThat(told.getSerial()).isEqualTo(second);
        assertThat(told.getSignal().getPeer()).isEqualTo(welcome.getSession());
        assertThat(told.getSignal().getExit().getReason()).isEqualTo(ExitReason.EXCEPTION);
        assertThat(told.getSignal().getExit().getLinked()).isTrue();
        assertThat(lab.caller().begin(FakeCaller.resume(welcome, 2)).getRenewed())
                .isTrue();
    }

    @Test
    void aNormalEndEndsNobody() throws Exception {
        // Given
        caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true));
        long serial = worker.start(worker.spawned());
        caller.hears();
        // When
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        // Then
        assertThat(caller.hears()).isEqualTo("1 returned");
        assertThat(caller.hears()).isEqualTo("demo/alpha.7." + serial + " exited NORMAL");
        caller.spawn(function(2));
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("2 started");
    }

    @Test
    void whoClosesShutsDownWhatItIsLinkedWith() throws Exception {
        // Given
        caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true));
        long serial = worker.start(worker.spawned());
        caller.hears();
        // When
        caller.send(CallerFrame.newBuilder().setClose(true));
        // Then
        DeliveredSignal told = delivered();
        assertThat(told.getSerial()).isEqualTo(serial);
        assertThat(told.getSignal().getExit().getReason()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(caller.hears()).isEqualTo("ended NORMAL");
    }

    @Test
    void processesLinkWithEachOther() throws Exception {
        // Given
        caller.begin(FakeCaller.open());
        caller.spawn(function(1), function(2));
        long first = worker.start(worker.spawned());
        long second = worker.start(worker.spawned());
        // When
        worker.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder().setSerial(first).setSignal(link(second))));
        // Then
        DeliveredSignal linked = delivered();
        assertThat(linked.getSerial()).isEqualTo(second);
        assertThat(linked.getSignal().hasLink()).isTrue();
        assertThat(linked.getSignal().getPeer()).isEqualTo("demo/alpha.7." + first);
        // When
        worker.exit(first, Exit.newBuilder().setReason(ExitReason.EXCEPTION).setMessage("no luck"));
        // Then
        ExitSignal exit = delivered().getSignal().getExit();
        assertThat(exit.getReason()).isEqualTo(ExitReason.EXCEPTION);
        assertThat(exit.getMessage()).isEqualTo("no luck");
        assertThat(exit.getLinked()).isTrue();
    }

    @Test
    void thereIsNobodyToLinkWith() throws Exception {
        // Given
        caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        // When
        worker.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder().setSerial(serial).setSignal(link(99))));
        // Then
        assertThat(delivered().getSignal().getExit().getReason()).isEqualTo(ExitReason.NOPROC);
    }

    @Test
    void aLostWorkerIsNoConnection() throws Exception {
        // Given
        caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1).setLink(true));
        worker.start(worker.spawned());
        caller.hears();
        // When
        lab.lose(LiveLab.ALPHA);
        // Then
        assertThat(List.of(caller.hears(), caller.hears()))
                .anyMatch(word -> word.endsWith("exited NOCONNECTION"))
                .anyMatch(word -> word.startsWith("1 exited NOCONNECTION"));
    }

    @Test
    void aSessionIsKilledThoughItTraps() throws Exception {
        // Given
        Welcome welcome = caller.begin(FakeCaller.open().setTrapExit(true));
        FakeCaller other = lab.caller();
        // When
        other.unary().exit(exit(welcome.getSession(), ExitReason.SHUTDOWN));
        other.unary().exit(exit(welcome.getSession(), ExitReason.KILLED));
        // Then
        assertThat(caller.hears()).isEqualTo(welcome.getSession() + " sends exit SHUTDOWN");
        assertThat(caller.hears()).isEqualTo("ended KILLED");
    }

    @Test
    void linksOutliveAChangeOfLeader() throws Exception {
        // Given
        Welcome welcome = caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1).setLink(true));
        long serial = worker.start(worker.spawned());
        caller.hears();
        caller.hangUp();
        worker.hangUp();
        LiveLab successor = lab.successor();
        FakeCaller back = successor.caller();
        back.begin(FakeCaller.resume(welcome, 1).setTrapExit(true).addLink("demo/alpha.7." + serial));
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        // When: it ended before the new leader heard of it
        worker.endUnheard(serial, ExitReason.EXCEPTION);
        successor.connected(worker);
        // Then
        assertThat(back.hears()).startsWith("1 started");
        assertThat(back.hears()).startsWith("1 exited EXCEPTION");
        assertThat(back.hears()).isEqualTo("demo/alpha.7." + serial + " exited EXCEPTION");
    }

    @Test
    void whatWasUnlinkedIsNotLinkedAgainByWhoComesBack() throws Exception {
        // Given
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true));
        long serial = worker.start(worker.spawned());
        caller.hears();
        caller.send(CallerFrame.newBuilder().addSignal(unlink(serial)));
        assertThat(delivered().getSignal().hasUnlink()).isTrue();
        caller.hangUp();
        FakeCaller back = lab.caller();
        back.begin(FakeCaller.resume(welcome, 1));
        back.spawn(function(1).setLink(true));
        assertThat(back.hears()).startsWith("1 started");
        // When
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
        // Then
        assertThat(back.hears()).startsWith("1 exited EXCEPTION");
        back.spawn(function(2));
        worker.start(worker.spawned());
        assertThat(back.hears()).startsWith("2 started");
    }

    @Test
    void theNextLeaderLinksOnlyWhatIsLinkedStill() throws Exception {
        // Given: the worker's process was unlinked
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true));
        long serial = worker.start(worker.spawned());
        caller.hears();
        caller.hangUp();
        worker.hangUp();
        LiveLab successor = lab.successor();
        FakeCaller back = successor.caller();
        back.begin(FakeCaller.resume(welcome, 1));
        back.spawn(function(1).setLink(true));
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        successor.connected(worker);
        assertThat(back.hears()).startsWith("1 started");
        // When
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
        // Then
        assertThat(back.hears()).startsWith("1 exited EXCEPTION");
        back.spawn(function(2));
        worker.start(worker.spawned());
        assertThat(back.hears()).startsWith("2 started");
    }

    private DeliveredSignal delivered() throws InterruptedException {
        return LiveLab.awaited(worker, frame -> frame.getDeliveredCount() > 0).getDelivered(0);
    }

    private static ProcessSignal link(long serial) {
        return ProcessSignal.newBuilder()
                .setPeer("demo/alpha.7." + serial)
                .setLink(Link.getDefaultInstance())
                .build();
    }

    private static ProcessSignal unlink(long serial) {
        return ProcessSignal.newBuilder()
                .setPeer("demo/alpha.7." + serial)
                .setUnlink(Unlink.getDefaultInstance())
                .build();
    }

    private static ExitRequest exit(String pid, ExitReason reason) {
        return ExitRequest.newBuilder()
                .setPid(pid)
                .setSignal(ExitSignal.newBuilder().setReason(reason))
                .build();
    }
}
