package io.kpool.operator.agent;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/** A port that is served on the loop, with TLS. */
final class LoopServer implements AutoCloseable {
    private static final int MESSAGE_BYTES = 1024 * 1024;
    private static final int METADATA_BYTES = 16 * 1024;
    private static final long HANDSHAKE_SECONDS = 10;
    /** Below what workers and callers use, or their pings would end their connections. */
    private static final long PERMITTED_PING_SECONDS = 1;

    /** Who is silent for so long is asked whether it is still there, and has so long to answer. */
    private static final long SILENCE_SECONDS = 10;

    private static final long ANSWER_SECONDS = 5;

    private final Server server;

    LoopServer(Door door, X509ExtendedKeyManager keys, AgentLoop loop) {
        this.server = NettyServerBuilder.forPort(door.port())
                .sslContext(tls(keys))
                .bossEventLoopGroup(loop.group())
                .workerEventLoopGroup(loop.group())
                .channelType(loop.channelType())
                .withChildOption(ChannelOption.TCP_NODELAY, true)
                .directExecutor()
                .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTime(SILENCE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveTime(PERMITTED_PING_SECONDS, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConcurrentCallsPerConnection(door.callsPerConnection())
                .maxInboundMessageSize(MESSAGE_BYTES)
                .maxInboundMetadataSize(METADATA_BYTES)
                .intercept(new BearerToken())
                .addService(door.service())
                .build();
    }

    void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen", e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static SslContext tls(X509ExtendedKeyManager keys) {
        try {
            return GrpcSslContexts.configure(SslContextBuilder.forServer(keys))
                    .protocols("TLSv1.3")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS 1.3", e);
        }
    }
}
