package io.kpool.worker.socket;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.SimpleChannelInboundHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.DuplexChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObject;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.kpool.worker.api.Self;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One connection, and the one request on it: whoever wants more dials again, which costs little here. Who asks is known
 * before anything of the body is kept, and whoever goes is not waited for any more. Confined to the socket's loop.
 */
final class Visit extends SimpleChannelInboundHandler<HttpObject> {
    private static final String BEARER = "Bearer ";

    private final Desk desk;
    private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private int kept;
    private State state = State.READING;
    private Future<?> deadline;
    private HttpRequest head;
    private Self self;
    private Thread answering;

    private enum State {
        READING,
        ANSWERING,
        /** It was answered; what still comes is dropped. */
        ANSWERED
    }

    Visit(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        within(desk.bounds().reading(), context, () -> refuse(context, Refusals.late(desk.bounds())));
        if (!desk.enters()) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        desk.leaves(kept);
        deadline.cancel(false);
        if (answering != null) {
            answering.interrupt();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (state == State.READING) {
            read(context, part);
        } else if (state == State.ANSWERED && part instanceof LastHttpContent) {
            context.close();
        }
    }

    private void read(ChannelHandlerContext context, HttpObject part) throws IOException {
        if (part.decoderResult().isFailure()) {
            refuse(context, Refusals.unreadable());
            return;
        }
        if (part instanceof HttpRequest request) {
            headed(context, request);
        }
        if (state == State.READING && part instanceof HttpContent content) {
            took(context, content);
        }
    }

    private void headed(ChannelHandlerContext context, HttpRequest request) {
        Optional<Self> known = desk.find(token(request));
        if (known.isEmpty()) {
            refuse(context, Refusals.unauthenticated());
        } else if (desk.isCrowded()) {
            refuse(context, Refusals.unavailable("too many requests are open here: ask again"));
        } else if (HttpUtil.getContentLength(request, 0L) > Bounds.LARGEST_BODY) {
            refuse(context, Refusals.tooLarge());
        } else {
            head = request;
            self = known.get();
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    /** Empty: it shows none. */
    private static String token(HttpRequest request) {
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }

    private void took(ChannelHandlerContext context, HttpContent content) throws IOException {
        int length = content.content().readableBytes();
        if (kept + length > Bounds.LARGEST_BODY) {
            refuse(context, Refusals.tooLarge());
        } else if (!desk.hasRoomFor(length)) {
            refuse(context, Refusals.unavailable("too much is sent here at once: send it again"));
        } else {
            desk.keeps(length);
            kept += length;
            body.write(ByteBufUtil.getBytes(content.content()));
            if (content instanceof LastHttpContent) {
                answer(context, new Request(head.method(), head.uri(), body.toByteArray()));
                body = null;
            }
        }
    }

    private void answer(ChannelHandlerContext context, Request request) {
        state = State.ANSWERING;
        deadline.cancel(false);
        answering = Thread.ofVirtual()
                .name("kpool-socket")
                .inheritInheritableThreadLocals(false)
                .start(() -> tell(context, desk.answer(self, request)));
    }

    /** On any thread. */
    private void tell(ChannelHandlerContext context, Answer answer) {
        try {
            context.executor().execute(() -> give(context, answer));
        } catch (RejectedExecutionException socketClosed) {
            // So are its connections: there is nobody left to be told.
        }
    }

    private void give(ChannelHandlerContext context, Answer answer) {
        answering = null;
        if (context.channel().isActive()) {
            state = State.ANSWERED;
            within(Bounds.WRITING, context, context::close);
            context.writeAndFlush(response(answer)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void refuse(ChannelHandlerContext context, Answer answer) {
        state = State.ANSWERED;
        within(Bounds.LINGERING, context, context::close);
        context.writeAndFlush(response(answer)).addListener(_ -> shutdownOutput(context));
    }

    /** It sees that there is nothing more, and is not cut off while it still writes. */
    private static void shutdownOutput(ChannelHandlerContext context) {
        if (context.channel() instanceof DuplexChannel both) {
            both.shutdownOutput();
        }
    }

    private static DefaultFullHttpResponse response(Answer answer) {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, answer.status(), Unpooled.copiedBuffer(answer.text(), StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (!answer.text().isEmpty()) {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                    .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        }
        if (answer.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, BEARER.strip());
        }
        return response;
    }

    private void within(Duration time, ChannelHandlerContext context, Runnable otherwise) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor().schedule(otherwise, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        // Whoever asked has gone.
        context.close();
    }
}
