package io.kpool.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where callers are served.
 *
 * @param certified the name that its certificate has
 */
record Operator(String host, int port, String certified) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A node that is lost closes no connection. */
    private static final Duration PING = Duration.ofSeconds(10);

    private static final Duration PONG = Duration.ofSeconds(5);
    private static final int LAST_PORT = 65535;

    /** Reads {@code host:port}. */
    static Operator at(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String digits = hostAndPort.substring(colon + 1);
        if (colon < 1 || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > LAST_PORT) {
            throw new KpoolException(
                    ErrorCode.INVALID,
                    "'" + hostAndPort + "' is no address: give host:port, for example " + Environment.DEFAULT_OPERATOR);
        }
        String host = hostAndPort.substring(0, colon);
        return new Operator(host, Integer.parseInt(digits), host);
    }

    /** The same, reached by another way. */
    Operator through(String otherHost, int otherPort) {
        return new Operator(otherHost, otherPort, certified);
    }

    /** @param authorities certificates of those who may have signed its own, PEM */
    ManagedChannel channel(ClientLoop loop, String authorities) throws IOException {
        return NettyChannelBuilder.forAddress(host, port)
                .overrideAuthority(certified)
                .sslContext(trust(authorities))
                .eventLoopGroup(loop.group())
                .channelType(loop.channelType())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .withOption(ChannelOption.TCP_NODELAY, true)
                .keepAliveTime(PING.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(PONG.toSeconds(), TimeUnit.SECONDS)
                .directExecutor()
                .disableRetry()
                .build();
    }

    private static SslContext trust(String authorities) throws IOException {
        try (var pem = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.US_ASCII))) {
            // The JDK's TLS: a native one would first have to be unpacked, at each start.
            return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                    .protocols("TLSv1.3")
                    .trustManager(pem)
                    .build();
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the operator's authority has no certificates: " + malformed.getMessage(), malformed);
        }
    }
}
