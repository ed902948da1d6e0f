package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.LiveRequest;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.ProcessSignal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller's session from open to close, over the real protocol with TLS. */
class LiveSessionTest {
    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void sendsCallersAwayWhileItDoesNotLead() throws Exception {
        try (LiveLab standby = new LiveLab()) {
            assertThat(standby.caller().end()).isEqualTo("UNAVAILABLE unavailable");
        }
    }

    @Test
    void givesACallerAPid() throws Exception {
        // When
        Welcome welcome = lab.caller().begin(FakeCaller.open());
        // Then
        assertThat(welcome.getSession()).isEqualTo("session." + LiveLab.EPOCH + ".1");
        assertThat(welcome.getCredit()).isGreaterThanOrEqualTo(4096);
        assertThat(welcome.getRenewed()).isFalse();
    }

    @Test
    void runsWhatACallerAsksFor() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        // When
        caller.spawn(function(1).setDeadlineSeconds(9));
        Spawn spawn = worker.spawned();
        long serial = worker.start(spawn);
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(ByteString.copyFromUtf8("42")));
        // Then
        assertThat(spawn.getJava().getModule()).isEqualTo("com.acme.Thumbs");
        assertThat(spawn.getDeadlineSeconds()).isEqualTo(9);
        assertThat(spawn.getRequest().getLive().toBuilder().clearDigest().build())
                .isEqualTo(LiveRequest.newBuilder()
                        .setSessionEpoch(LiveLab.EPOCH)
                        .setSession(1)
                        .setNumber(1)
                        .build());
        assertThat(caller.hears()).isEqualTo("1 started as demo/alpha.7." + serial);
        assertThat(caller.hears()).isEqualTo("1 exited NORMAL 42");
        assertThat(worker.acknowledged()).isEmpty();
    }

    @Test
    void letsTheWorkerForgetWhatTheCallerHas() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1), function(2));
        long first = worker.start(worker.spawned());
        worker.start(worker.spawned());
        caller.hears();
        caller.hears();
        // When: as the quick way of saying so
        worker.send(WorkerFrame.newBuilder().addReturnedSerial(first).addReturnedMillis(5));
        assertThat(caller.hears()).isEqualTo("1 returned");
        caller.send(CallerFrame.newBuilder().setLowestOpen(2));
        // Then
        Awaitility.await().until(() -> worker.acknowledged().contains(first));
    }

    @Test
    void answersWhoComesBackAndRunsNothingAgain() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1), function(2));
        worker.start(worker.spawned());
        Spawn second = worker.spawned();
        caller.hears();
        caller.hangUp();
        // When
        FakeCaller back = lab.caller();
        Welcome again = back.begin(FakeCaller.resume(welcome, 2));
        back.spawn(function(1), function(2));
        // Then
        assertThat(again.getSession()).isEqualTo(welcome.getSession());
        assertThat(back.hears()).startsWith("1 started");
        worker.start(second);
        assertThat(back.hears()).startsWith("2 started");
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void refusesAnotherRequestOfTheSameNumber() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        worker.spawned();
        // When
        caller.spawn(function(1).setHost("alpha"));
        // Then
        assertThat(caller.hears()).isEqualTo("1 failed DUPLICATE_REQUEST");
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        // Given
        lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        // When
        caller.spawn(function(1).clearWhat(), function(2).setHost("No Host"), function(0));
        // Then
        assertThat(caller.hears()).isEqualTo("1 failed INVALID");
        assertThat(caller.hears()).isEqualTo("2 failed INVALID");
        assertThat(caller.hears()).isEqualTo("0 failed INVALID");
    }

    @Test
    void asksWhetherACallerMay() throws Exception {
        // Given
        lab.admission.forbid("nodepools/spawn");
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        // When
        caller.spawn(function(1));
        // Then
        assertThat(caller.hears()).isEqualTo("1 failed FORBIDDEN");
    }

    @Test
    void refusesWhoHasNoToken() throws Exception {
        // Given
        FakeCaller caller = lab.caller("nonsense");
        // When
        caller.send(CallerFrame.newBuilder().setOpen(FakeCaller.open()));
        // Then
        assertThat(caller.end()).isEqualTo("UNAUTHENTICATED unauthenticated");
    }

    @Test
    void refusesWhoDoesNotOpen() throws Exception {
        assertThat(lab.caller().send(CallerFrame.newBuilder().setLowestOpen(1)).end())
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void refusesAnotherProtocol() throws Exception {
        assertThat(lab.caller()
                        .send(CallerFrame.newBuilder().setOpen(FakeCaller.open().setProtocolVersion(9)))
                        .end())
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void refusesWhatIsNoSession() throws Exception {
        assertThat(lab.caller()
                        .send(CallerFrame.newBuilder().setOpen(FakeCaller.open().setSession("session.x")))
                        .end())
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void doesNotGoOnWithTheSessionOfAnother() throws Exception {
        // Given
        Welcome welcome = lab.caller().begin(FakeCaller.open());
        // When
        Welcome other = lab.caller("acme/other").begin(FakeCaller.resume(welcome, 0));
        // Then
        assertThat(other.getRenewed()).isTrue();
        assertThat(other.getSession()).isNotEqualTo(welcome.getSession());
    }

    @Test
    void takesTheNewerOfTwoStreams() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller older = lab.caller();
        Welcome welcome = older.begin(FakeCaller.open());
        // When
        FakeCaller newer = lab.caller();
        newer.begin(FakeCaller.resume(welcome, 0));
        // Then
        assertThat(older.end()).isEqualTo("UNAVAILABLE unavailable");
        newer.spawn(function(1));
        worker.start(worker.spawned());
        assertThat(newer.hears()).startsWith("1 started");
    }

    @Test
    void expelsWhoIsSignalledAndDoesNotRead() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open().setTrapExit(true));
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        FakeCaller other = lab.caller();
        other.begin(FakeCaller.open());
        other.spawn(function(1));
        Spawn last = worker.spawned();
        caller.stopReading();
        // When
        for (int i = 0; i < 120; i++) {
            worker.send(WorkerFrame.newBuilder().addSignal(longSignal(serial, welcome.getSession())));
        }
        worker.start(last);
        other.hears();
        caller.readAgain();
        // Then
        assertThat(caller.end()).isEqualTo("UNAVAILABLE unavailable");
    }

    @Test
    void endsASessionInOrder() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        // When
        caller.send(CallerFrame.newBuilder().setClose(true));
        // Then
        assertThat(caller.hears()).isEqualTo("ended NORMAL");
        assertThat(caller.end()).startsWith("OK");
        assertThat(lab.caller().begin(FakeCaller.resume(welcome, 1)).getRenewed())
                .isTrue();
        // What it started runs on, and its end is nobody's concern.
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        Awaitility.await().until(() -> worker.acknowledged().contains(serial));
    }

    private static SentSignal longSignal(long from, String to) {
        ExitSignal exit = ExitSignal.newBuilder()
                .setReason(ExitReason.EXIT)
                .setMessage("x".repeat(300_000))
                .build();
        return SentSignal.newBuilder()
                .setSerial(from)
                .setSignal(ProcessSignal.newBuilder().setPeer(to).setExit(exit))
                .build();
    }
}
