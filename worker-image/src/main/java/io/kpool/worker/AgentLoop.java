package io.kpool.worker;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoop;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** The one thread that talks with the operator and that the agent lives on. Nothing on it may block. */
final class AgentLoop {
    private final NioEventLoopGroup group;
    private final NioEventLoop loop;

    AgentLoop(Duration spin) {
        var select = new SpinningSelect(spin, System::nanoTime);
        group = new NioEventLoopGroup(
                1, new DefaultThreadFactory("kpool-loop", true), SelectorProvider.provider(), () -> select);
        loop = (NioEventLoop) group.next();
        select.watch(() -> loop.pendingTasks() > 0);
    }

    EventLoopGroup group() {
        return group;
    }

    ScheduledExecutorService executor() {
        return loop;
    }
}
