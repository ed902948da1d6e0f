package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.operator.agent.PoolKey;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Namespaces never mix: what is in one has no effect on the sessions of another, whose pids it knows. */
class NamespacesTest {
    private final LiveLab lab = LiveLab.leading();
    private FakeWorker worker;
    private FakeWorker stranger;
    private FakeCaller caller;
    private String session;

    @BeforeEach
    void start() throws Exception {
        worker = lab.connected();
        stranger = lab.connectedIn("other");
        caller = lab.caller();
        session = caller.begin(FakeCaller.open().setTrapExit(true)).getSession();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aSessionIsOutOfReachOfOtherNamespaces() throws Exception {
        // Given
        FakeCaller other = lab.caller("other/runner");
        other.begin(FakeCaller.open());
        other.spawn(function(1));
        long serial = stranger.start(stranger.spawned());
        ProcessSignal.Builder toSession = ProcessSignal.newBuilder().setPeer(session);
        // When
        ExitSignal kill = ExitSignal.newBuilder().setReason(ExitReason.KILLED).build();
        other.unary()
                .exit(ExitRequest.newBuilder().setPid(session).setSignal(kill).build());
        tell(serial, toSession.clone().setExit(kill));
        tell(serial, toSession.clone().setLink(Link.getDefaultInstance()));
        // Then
        ProcessSignal told = LiveLab.awaited(stranger, frame -> frame.getDeliveredCount() > 0)
                .getDelivered(0)
                .getSignal();
        assertThat(told.getExit().getReason()).isEqualTo(ExitReason.NOPROC);
        caller.spawn(function(1));
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("1 started");
    }

    @Test
    void aWorkerSaysNothingOfTheRequestsOfOtherNamespaces() throws Exception {
        // Given: its inventory has the request of a session that is not of its namespace
        caller.spawn(function(1));
        Spawn spawn = worker.spawned();
        long serial = stranger.startAndExit(spawn, ExitReason.EXCEPTION);
        stranger.hangUp();
        // When
        lab.connected(new PoolKey("other", "demo"), stranger);
        // Then
        Awaitility.await().until(() -> stranger.acknowledged().contains(serial));
        worker.start(spawn);
        assertThat(caller.hears()).startsWith("1 started");
    }

    private void tell(long serial, ProcessSignal.Builder signal) {
        stranger.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder().setSerial(serial).setSignal(signal)));
    }
}
