package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Welcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class OutgoingFramesTest {
    private final Transport transport = new Transport();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final OutgoingFrames frames = new OutgoingFrames(transport, turns::add, 42);

    @Test
    void putsEverythingOfOneTurnIntoOneFrame() {
        // Given
        frames.welcome(credit(10));
        frames.ack(3);
        frames.spawn(command(1));
        frames.spawn(command(2));
        // When
        endTurn();
        // Then
        assertThat(transport.sent).hasSize(1);
        assertThat(transport.sent.getFirst().getEpoch()).isEqualTo(42);
        assertThat(transport.sent.getFirst().getSpawnCount()).isEqualTo(2);
        assertThat(transport.sent.getFirst().getAck().getSequence()).isEqualTo(3);
    }

    @Test
    void keepsSpawnsBackWithoutCredit() {
        // Given
        frames.welcome(credit(1));
        frames.spawn(command(1));
        frames.spawn(command(2));
        endTurn();
        List<Long> first = commands();
        // When
        frames.answered(1);
        endTurn();
        // Then
        assertThat(first).containsExactly(1L);
        assertThat(commands()).containsExactly(1L, 2L);
    }

    @Test
    void waitsForATransportThatIsFull() {
        // Given
        transport.ready = false;
        frames.acknowledgeExit(7);
        endTurn();
        int before = transport.sent.size();
        // When
        transport.ready = true;
        frames.drain();
        // Then
        assertThat(before).isZero();
        assertThat(transport.sent.getFirst().getAcknowledgedExitList()).containsExactly(7L);
    }

    @Test
    void cutsFramesThatGrowTooLarge() {
        // Given
        frames.welcome(credit(100));
        String large = "x".repeat(100_000);
        // When
        for (int i = 1; i <= 6; i++) {
            frames.spawn(command(i).toBuilder()
                    .setCommandLine(
                            io.kpool.protocol.process.CommandLine.newBuilder().addArgv(large))
                    .build());
        }
        endTurn();
        // Then
        assertThat(commands()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(transport.sent)
                .hasSizeGreaterThan(1)
                .allSatisfy(frame -> assertThat(frame.getSerializedSize()).isLessThan(512 * 1024));
    }

    @Test
    void sendsNothingAfterADismissal() {
        // Given
        frames.dismiss("given up");
        // When
        frames.ack(1);
        endTurn();
        // Then
        assertThat(transport.sent).hasSize(1);
        assertThat(transport.sent.getFirst().getDismissal().getReason()).isEqualTo("given up");
        assertThat(transport.completed).isTrue();
    }

    private void endTurn() {
        while (!turns.isEmpty()) {
            turns.remove().run();
        }
    }

    private List<Long> commands() {
        return transport.sent.stream()
                .flatMap(frame -> frame.getSpawnList().stream())
                .map(Spawn::getCommand)
                .toList();
    }

    private static Welcome credit(int spawns) {
        return Welcome.newBuilder().setSpawnCredit(spawns).build();
    }

    private static Spawn command(long number) {
        return Spawn.newBuilder().setCommand(number).build();
    }

    private static final class Transport extends ServerCallStreamObserver<OperatorFrame> {
        private final List<OperatorFrame> sent = new ArrayList<>();
        private boolean ready = true;
        private boolean completed;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void onNext(OperatorFrame frame) {
            sent.add(frame);
        }

        @Override
        public void onCompleted() {
            completed = true;
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError(error);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void request(int count) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void disableAutoInboundFlowControl() {}
    }
}
