package io.kpool.worker;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.kpool.protocol.agent.AgentGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Dials the operator. Certificates and token are read each time, as both are replaced now and then; so each stream has a
 * channel of its own.
 */
final class Dialler {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final OperatorAddress operator;
    private final EventLoopGroup group;

    Dialler(OperatorAddress operator, EventLoopGroup group) {
        this.operator = operator;
        this.group = group;
    }

    /** @throws IOException a file is missing or unreadable; the message says which */
    Connection dial() throws IOException {
        String token = token();
        ManagedChannel channel = NettyChannelBuilder.forAddress(operator.host(), operator.port())
                .overrideAuthority(operator.name())
                .sslContext(trust())
                .eventLoopGroup(group)
                .channelType(NioSocketChannel.class)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .directExecutor()
                .disableRetry()
                .build();
        return new Connection(channel, channel.newCall(AgentGrpc.getConnectMethod(), CallOptions.DEFAULT), token);
    }

    /** The token as the file has it now. */
    String token() throws IOException {
        return read(operator.tokenFile(), file -> Files.readString(file).strip());
    }

    private SslContext trust() throws IOException {
        return read(operator.caFile(), file -> {
            try (InputStream authority = Files.newInputStream(file)) {
                // The JDK's TLS: a native one would first have to be unpacked, at each start.
                return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .trustManager(authority)
                        .build();
            } catch (IllegalArgumentException malformed) {
                throw new IOException(file + " holds no certificates: " + malformed.getMessage(), malformed);
            }
        });
    }

    private static <T> T read(Path file, FileReader<T> reader) throws IOException {
        try {
            return reader.read(file);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no file " + file, missing);
        }
    }

    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }
}
