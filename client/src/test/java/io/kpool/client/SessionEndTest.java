package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Exit signals, and how a session ends. */
class SessionEndTest extends LoopbackSession {
    @Test
    void signalsGoToTheProcess() throws Exception {
        SpawnedProcess process = spawned(Samples.SPEC);

        process.link();
        process.exit("enough");
        process.kill();
        process.unlink();

        assertThat(stream.signal()).isEqualTo(Wire.link("demo/alpha.5.1"));
        assertThat(stream.signal().getExit().getMessage()).isEqualTo("enough");
        assertThat(stream.signal().getExit().getReason()).isEqualTo(io.kpool.protocol.process.ExitReason.KILLED);
        assertThat(stream.signal()).isEqualTo(Wire.unlink("demo/alpha.5.1"));
    }

    @Test
    void anExitSignalEndsASessionThatDoesNotTrapIt() throws Exception {
        SpawnedProcess process = spawned(Samples.SPEC);

        stream.send(SessionFrame.newBuilder()
                .setEnded(Ended.newBuilder()
                        .setReason(io.kpool.protocol.process.ExitReason.EXCEPTION)
                        .setMessage("demo/alpha.5.1 failed")));

        assertThat(kpool.ended().toCompletableFuture().get())
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        why -> assertThat(why.reason()).isEqualTo(ExitReason.EXCEPTION));
        assertThatThrownBy(process::awaitExit).isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> Pool.get(kpool, "demo").pspawn(Samples.SPEC))
                .isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> Pool.get(kpool, "demo").getNodes()).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void aTrappedExitSignalIsHeard() throws Exception {
        List<ExitSignal> heard = new CopyOnWriteArrayList<>();
        connect(KpoolOptions.DEFAULTS.trappingExits(heard::add));
        var signal = io.kpool.protocol.process.ExitSignal.newBuilder()
                .setReason(io.kpool.protocol.process.ExitReason.EXIT)
                .setMessage("tired")
                .setLinked(true);

        stream.send(SessionFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder().setPeer("demo/alpha.5.9").setExit(signal)));

        await().untilAsserted(() -> assertThat(heard)
                .containsExactly(new ExitSignal("demo/alpha.5.9", ExitReason.EXIT, "tired", ExitSignal.Kind.LINKED)));
    }

    @Test
    void closingSaysSoAndFailsWhatWaits() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var started = Pool.get(kpool, "demo").pspawnAsync(Samples.SPEC).toCompletableFuture();
        stream.spawn();
        Thread closing = Thread.startVirtualThread(kpool::close);

        stream.awaitClose();
        stream.complete();
        closing.join();

        assertThatThrownBy(started::get).cause().isInstanceOf(SessionEndedException.class);
        assertThatThrownBy(() -> Pool.get(kpool, "demo").pspawn(Samples.SPEC))
                .isInstanceOf(SessionEndedException.class);
    }

    @Test
    void aRefusedTokenIsNoReasonToTryForLong() throws Exception {
        Thread.startVirtualThread(() -> refuse(Status.UNAUTHENTICATED.withDescription("no such account")));

        Kpool refused = Sessions.with(operator.port(), KpoolOptions.DEFAULTS);
        assertThatThrownBy(refused::connect)
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .hasMessage("no such account");
        refused.close();
    }

    private void refuse(Status status) {
        try {
            operator.accept().fail(status);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
