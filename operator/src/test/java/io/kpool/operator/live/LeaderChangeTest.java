package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.live.ExitRequest;
import io.kpool.protocol.live.ExitResponse;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers see of a change of leader: delay. */
class LeaderChangeTest {
    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aSessionGoesOnWithTheNextLeader() throws Exception {
        // Given: one runs, one has ended, one was never sent
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1), function(2));
        worker.start(worker.spawned());
        long ended = worker.start(worker.spawned());
        worker.exit(ended, Exit.newBuilder().setReason(ExitReason.EXCEPTION));
        assertThat(caller.hears()).startsWith("1 started");
        assertThat(caller.hears()).startsWith("2 started");
        assertThat(caller.hears()).startsWith("2 exited");
        caller.hangUp();
        worker.hangUp();
        LiveLab successor = lab.successor();
        // When: the caller is quicker than pool and worker
        FakeCaller back = successor.caller();
        Welcome again = back.begin(FakeCaller.resume(welcome, 3));
        back.spawn(function(1), function(2), function(3));
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        successor.connected(worker);
        // Then
        assertThat(again.getRenewed()).isFalse();
        assertThat(again.getSession()).isEqualTo(welcome.getSession());
        assertThat(back.hears()).startsWith("1 started");
        assertThat(back.hears()).startsWith("2 started");
        assertThat(back.hears()).startsWith("2 exited EXCEPTION");
        assertThat(worker.spawned().getRequest().getLive().getNumber()).isEqualTo(3);
        assertThat(worker.isLeftAlone(200)).isTrue();
    }

    @Test
    void aWorkerMayBeQuickerThanTheCaller() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        worker.hangUp();
        LiveLab successor = lab.successor();
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        successor.connected(worker);
        worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL));
        // When
        FakeCaller back = successor.caller();
        back.begin(FakeCaller.resume(welcome, 1));
        back.spawn(function(1));
        // Then
        assertThat(back.hears()).startsWith("1 started");
        assertThat(back.hears()).isEqualTo("1 returned");
    }

    @Test
    void noExitIsSaidToBeDoneThatWasNot() throws Exception {
        // Given: a new leader that has not heard of the pool, then not of the worker
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.spawn(function(1));
        long serial = worker.start(worker.spawned());
        caller.hears();
        worker.hangUp();
        LiveLab successor = lab.successor();
        CompletableFuture<ExitResponse> early = exit(successor, serial, ExitReason.KILLED);
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        // When
        CompletableFuture<ExitResponse> before = exit(successor, serial, ExitReason.SHUTDOWN);
        assertThat(refusal(early)).isEqualTo(ErrorKind.UNAVAILABLE);
        assertThat(refusal(before)).isEqualTo(ErrorKind.UNAVAILABLE);
        successor.connected(worker);
        exit(successor, serial, ExitReason.KILLED).get(10, TimeUnit.SECONDS);
        // Then
        assertThat(worker.signalled().getSerial()).isEqualTo(serial);
    }

    @Test
    void nobodyKnowsWhatBecameOfARequestWhoseWorkerIsLost() throws Exception {
        // Given
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        LiveLab successor = lab.successor();
        successor.declare();
        successor.expect(LiveLab.ALPHA);
        FakeCaller back = successor.caller();
        back.begin(FakeCaller.resume(welcome, 1));
        // When
        back.spawn(function(1));
        successor.lose(LiveLab.ALPHA);
        // Then
        assertThat(back.hears()).isEqualTo("1 failed UNKNOWN_OUTCOME");
    }

    @Test
    void nobodyKnowsWhatBecameOfARequestWhosePoolTheNextLeaderDoesNotKnow() throws Exception {
        // Given
        Welcome welcome = lab.caller().begin(FakeCaller.open());
        FakeCaller back = lab.successor().caller();
        back.begin(FakeCaller.resume(welcome, 1));
        // When: the second was never sent
        back.spawn(function(1), function(2));
        // Then
        assertThat(back.hears()).isEqualTo("1 failed UNKNOWN_OUTCOME");
        assertThat(back.hears()).isEqualTo("2 failed NO_SUCH_POOL");
    }

    private static CompletableFuture<ExitResponse> exit(LiveLab leader, long serial, ExitReason reason) {
        ExitRequest request = ExitRequest.newBuilder()
                .setPid("demo/alpha.7." + serial)
                .setSignal(ExitSignal.newBuilder().setReason(reason))
                .build();
        return leader.operations().exit(LiveLab.CALLER, request).toCompletableFuture();
    }

    private static ErrorKind refusal(CompletableFuture<?> answer) {
        Throwable thrown = Assertions.catchThrowable(() -> answer.get(10, TimeUnit.SECONDS));
        assertThat(thrown).hasCauseInstanceOf(LiveException.class);
        return ((LiveException) thrown.getCause()).kind();
    }
}
