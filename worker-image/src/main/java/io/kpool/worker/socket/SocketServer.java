package io.kpool.worker.socket;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.buffer.UnpooledByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpDecoderConfig;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequestDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseEncoder;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** An open socket in a folder of its own that nobody else may enter, with a thread of its own. */
final class SocketServer implements AutoCloseable {
    private static final String OURS_ALONE = "rwx------";
    private static final long CLOSING_SECONDS = 5;

    private final Path folder;
    private final NioEventLoopGroup group;

    private SocketServer(Path folder, NioEventLoopGroup group) {
        this.folder = folder;
        this.group = group;
    }

    /**
     * Serves there, from now on.
     *
     * @throws IOException the folder cannot be written, or its name is longer than a socket's may be
     */
    static SocketServer open(Path temporary, Desk desk) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS_ALONE));
        var server = new SocketServer(
                Files.createTempDirectory(temporary, "kpool-", permissions),
                new NioEventLoopGroup(1, new DefaultThreadFactory("kpool-socket", true)));
        try {
            server.bind(desk);
            return server;
        } catch (IOException cannot) {
            server.close();
            throw cannot;
        }
    }

    private void bind(Desk desk) throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerDomainSocketChannel.class)
                // A pool of buffers would be larger than all that it is for.
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(decoder(), new HttpResponseEncoder(), new Visit(desk));
                    }
                })
                .bind(UnixDomainSocketAddress.of(path()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot open " + path() + ": " + bound.cause().getMessage(), bound.cause());
        }
    }

    private static HttpRequestDecoder decoder() {
        return new HttpRequestDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(Bounds.LONGEST_LINE)
                .setMaxHeaderSize(Bounds.LARGEST_HEADERS));
    }

    Path path() {
        return folder.resolve("socket");
    }

    /** Breaks all connections off, and leaves nothing behind. */
    @Override
    public void close() throws IOException {
        group.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        Files.deleteIfExists(path());
        Files.deleteIfExists(folder);
    }
}
