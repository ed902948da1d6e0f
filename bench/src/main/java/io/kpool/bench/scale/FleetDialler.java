package io.kpool.bench.scale;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Connections to one operator, a channel for each worker, all on one loop. */
final class FleetDialler implements AutoCloseable {
    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final String host;
    private final int port;
    private final SslContext trust;

    /** @param authority the certificates by which the operator is known */
    FleetDialler(String host, int port, String authority) {
        this.host = host;
        this.port = port;
        try {
            this.trust = GrpcSslContexts.forClient()
                    .protocols("TLSv1.3")
                    .trustManager(new ByteArrayInputStream(authority.getBytes(StandardCharsets.UTF_8)))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS 1.3", e);
        }
    }

    EventLoop loop() {
        return group.next();
    }

    ManagedChannel dial() {
        return NettyChannelBuilder.forAddress(host, port)
                .sslContext(trust)
                .eventLoopGroup(group)
                .channelType(NioSocketChannel.class)
                .directExecutor()
                .disableRetry()
                .build();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
