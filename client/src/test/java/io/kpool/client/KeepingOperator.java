package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.live.Worker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * An operator with one session and one worker, whose processes return at once. It keeps answers until they are
 * acknowledged, and may be killed and started again without forgetting.
 */
final class KeepingOperator implements AutoCloseable {
    private static final int CREDIT = 64;

    private final TreeMap<Long, Long> serials = new TreeMap<>();
    private Server server;
    private int port;
    private long processes;
    private long forgottenBelow = 1;

    KeepingOperator() throws IOException {
        start();
    }

    private void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", port))
                .addService(new Service())
                .build()
                .start();
        port = server.getPort();
    }

    int port() {
        return port;
    }

    void killAndRestart() throws IOException {
        close();
        start();
    }

    synchronized long processes() {
        return processes;
    }

    synchronized int kept() {
        return serials.size();
    }

    @Override
    public void close() {
        server.shutdownNow();
        Awaitility.await().until(server::isTerminated);
    }

    private synchronized void answer(CallerFrame frame, StreamObserver<SessionFrame> toCaller) {
        var answer = SessionFrame.newBuilder();
        if (frame.hasOpen()) {
            answer.setWelcome(Welcome.newBuilder()
                    .setSession("session.1.1")
                    .setTicket(ByteString.copyFromUtf8("ticket"))
                    .setCredit(CREDIT));
            answer.addWorker(
                    Worker.newBuilder().setPool("demo").setHost("alpha").setIncarnation(1));
        }
        if (frame.getLowestOpen() > forgottenBelow) {
            forgottenBelow = frame.getLowestOpen();
            serials.headMap(forgottenBelow).clear();
        }
        frame.getSpawnList().forEach(spawn -> run(spawn, answer));
        toCaller.onNext(answer.build());
    }

    private void run(SpawnRequest spawn, SessionFrame.Builder answer) {
        assertThat(spawn.getNumber()).as("not acknowledged before").isGreaterThanOrEqualTo(forgottenBelow);
        if (!serials.containsKey(spawn.getNumber())) {
            serials.put(spawn.getNumber(), ++processes);
        }
        answer.addStartedNumber(spawn.getNumber())
                .addStartedWorker(1)
                .addStartedSerial(serials.get(spawn.getNumber()))
                .addReturnedNumber(spawn.getNumber());
    }

    private final class Service extends LiveGrpc.LiveImplBase {
        @Override
        public StreamObserver<CallerFrame> session(StreamObserver<SessionFrame> toCaller) {
            return new StreamObserver<>() {
                @Override
                public void onNext(CallerFrame frame) {
                    answer(frame, toCaller);
                }

                @Override
                public void onError(Throwable cancelled) {
                    // What was asked for stays asked for.
                }

                @Override
                public void onCompleted() {
                    toCaller.onCompleted();
                }
            };
        }
    }
}
