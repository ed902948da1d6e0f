package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.AgentGrpc;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An operator as a worker sees it: a real server with TLS, whose streams a test reads and writes by hand. */
final class FakeOperator implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> TOKEN = Context.key("token");

    private final BlockingQueue<FakeStream> streams = new LinkedBlockingQueue<>();
    private final Server server;

    FakeOperator(TestAuthority authority) throws IOException {
        this(authority, 0);
    }

    FakeOperator(TestAuthority authority, int port) throws IOException {
        var ssl = SslContextBuilder.forServer(
                authority.certificateFile().toFile(), authority.keyFile().toFile());
        server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", port))
                .sslContext(GrpcSslContexts.configure(ssl, SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .build())
                .addService(new Service())
                .intercept(new ReadToken())
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    /** The next stream that a worker opens. */
    FakeStream accept() throws InterruptedException {
        FakeStream stream = streams.poll(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(stream).as("a stream opened by the worker").isNotNull();
        return stream;
    }

    /** The same; empty: there was none in that time. */
    Optional<FakeStream> accept(Duration time) throws InterruptedException {
        return Optional.ofNullable(streams.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        server.shutdownNow();
        await().until(server::isTerminated);
    }

    private final class Service extends AgentGrpc.AgentImplBase {
        @Override
        public StreamObserver<WorkerFrame> connect(StreamObserver<OperatorFrame> toWorker) {
            var stream = new FakeStream(toWorker, TOKEN.get());
            streams.add(stream);
            return stream;
        }
    }

    private static final class ReadToken implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String token = headers.get(AUTHORIZATION);
            return Contexts.interceptCall(Context.current().withValue(TOKEN, token), call, headers, next);
        }
    }
}
