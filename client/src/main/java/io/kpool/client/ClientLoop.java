package io.kpool.client;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.SelectStrategyFactory;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one thread that a session lives on. Nothing that runs here may block. */
final class ClientLoop implements AutoCloseable {
    private static final int ONE_THREAD = 1;

    private final AtomicBoolean drainDue = new AtomicBoolean();
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Class<? extends Channel> channelType;
    private final Work work;
    private boolean expectedAnswers;

    /** What the loop is there for; called on it. */
    interface Work {
        /** Takes in what callers have put somewhere, and sends what can be sent. */
        void drain();

        /** Answers are on their way. */
        boolean isExpectingAnswers();
    }

    ClientLoop(Duration spin, Work work) {
        this.work = work;
        ThreadFactory threads = new DefaultThreadFactory("kpool-client", true);
        SelectStrategyFactory strategy = Spin.factory(spin, this::isSpinWorthwhile, drainDue::get);
        boolean epoll = Epoll.isAvailable();
        this.group = epoll
                ? new EpollEventLoopGroup(ONE_THREAD, threads, strategy)
                : new NioEventLoopGroup(ONE_THREAD, threads, SelectorProvider.provider(), strategy);
        this.channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        this.loop = group.next();
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends Channel> channelType() {
        return channelType;
    }

    /** Has the work drained once in this turn of the loop or the next, however often it is called before. On any thread. */
    void drainSoon() {
        if (!drainDue.get() && drainDue.compareAndSet(false, true)) {
            execute(this::drainNow);
        }
    }

    /** On the loop. */
    void drainNow() {
        drainDue.set(false);
        work.drain();
    }

    // Once more after the last answer: whoever waits one by one asks again at once.
    private boolean isSpinWorthwhile() {
        boolean expected = expectedAnswers;
        expectedAnswers = work.isExpectingAnswers();
        return expectedAnswers || expected;
    }

    /** Runs a task on the loop: now, if this is the loop. Never once it is closed. */
    void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Runs a task on the loop, after those given before; never once it is closed. */
    void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            // Whoever closes it sees to what is left.
        }
    }

    void after(Duration delay, Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void every(Duration period, Runnable task) {
        loop.scheduleAtFixedRate(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
