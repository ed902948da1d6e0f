package io.kpool.client;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a server of the test's own, without TLS; a token says how often it was asked for. */
final class FakeDoor implements Door {
    private final int port;
    private final AtomicInteger tokens = new AtomicInteger();

    FakeDoor(int port) {
        this.port = port;
    }

    @Override
    public Dialled dial(ClientLoop loop) {
        var channel = NettyChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .eventLoopGroup(loop.group())
                .channelType(loop.channelType())
                .directExecutor()
                .disableRetry()
                .build();
        return Dialled.directly(channel, token());
    }

    @Override
    public String token() {
        return "token-" + tokens.incrementAndGet();
    }

    @Override
    public void close() {}
}
