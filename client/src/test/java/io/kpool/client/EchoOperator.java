package io.kpool.client;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.live.Worker;
import java.io.IOException;
import java.time.Duration;

/** Answers each frame with one that says all its processes have started and returned: what a caller costs by itself. */
final class EchoOperator implements AutoCloseable {
    private final Server server;
    private final ClientLoop loop;

    EchoOperator(TestAuthority authority, Duration spin) throws IOException {
        loop = new ClientLoop(spin, new AlwaysExpecting());
        var ssl = SslContextBuilder.forServer(
                authority.certificateFile().toFile(), authority.keyFile().toFile());
        server = NettyServerBuilder.forPort(0)
                .sslContext(GrpcSslContexts.configure(ssl, SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .build())
                .bossEventLoopGroup(loop.group())
                .workerEventLoopGroup(loop.group())
                .channelType(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .withChildOption(ChannelOption.TCP_NODELAY, true)
                .directExecutor()
                .addService(new Service())
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        loop.close();
    }

    private static final class AlwaysExpecting implements ClientLoop.Work {
        @Override
        public void drain() {
            // Nobody submits anything.
        }

        @Override
        public boolean isExpectingAnswers() {
            return true;
        }
    }

    private static final class Service extends LiveGrpc.LiveImplBase {
        @Override
        public StreamObserver<CallerFrame> session(StreamObserver<SessionFrame> toCaller) {
            var call = (ServerCallStreamObserver<SessionFrame>) toCaller;
            call.disableAutoRequest();
            call.request(Integer.MAX_VALUE);
            return new Stream(toCaller);
        }
    }

    private static final class Stream implements StreamObserver<CallerFrame> {
        private final StreamObserver<SessionFrame> toCaller;
        private long serial;

        private Stream(StreamObserver<SessionFrame> toCaller) {
            this.toCaller = toCaller;
        }

        @Override
        public void onNext(CallerFrame frame) {
            var answer = SessionFrame.newBuilder();
            if (frame.hasOpen()) {
                answer.setWelcome(Welcome.newBuilder().setSession("session.1.1").setCredit(4096));
                answer.addWorker(
                        Worker.newBuilder().setPool("demo").setHost("alpha").setIncarnation(1));
            }
            for (SpawnRequest spawn : frame.getSpawnList()) {
                answer.addStartedNumber(spawn.getNumber())
                        .addStartedWorker(1)
                        .addStartedSerial(++serial)
                        .addReturnedNumber(spawn.getNumber());
            }
            if (frame.hasOpen() || frame.getSpawnCount() > 0) {
                toCaller.onNext(answer.build());
            }
        }

        @Override
        public void onError(Throwable cancelled) {
            // Nothing is kept.
        }

        @Override
        public void onCompleted() {
            toCaller.onCompleted();
        }
    }
}
