package io.kpool.operator.agent;

import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The one thread that serves all workers' streams and that the masters of all pools live on. Nothing that runs here may
 * block.
 */
final class AgentLoop implements Loop, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AgentLoop.class);
    private static final int ONE_THREAD = 1;

    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Class<? extends ServerChannel> channelType;
    private final long startMillis = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    AgentLoop(Duration spin) {
        ThreadFactory threads = new DefaultThreadFactory("kpool-agents", true);
        SelectStrategyFactory strategy = SpinningSelect.factory(spin);
        boolean epoll = Epoll.isAvailable();
        this.group = epoll
                ? new EpollEventLoopGroup(ONE_THREAD, threads, strategy)
                : new NioEventLoopGroup(ONE_THREAD, threads, SelectorProvider.provider(), strategy);
        this.channelType = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        this.loop = group.next();
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> channelType() {
        return channelType;
    }

    @Override
    public long nowMillis() {
        return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Never once this is closed. */
    @Override
    public void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(() -> guarded(task));
        }
    }

    @Override
    public void every(Duration period, Runnable task) {
        loop.scheduleAtFixedRate(() -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        loop.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs nothing more when this returns. Not to be called on the loop itself. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    // A fault in one pool's work must not stop the clock of the others.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A task of the agents' loop failed", e);
        }
    }
}
