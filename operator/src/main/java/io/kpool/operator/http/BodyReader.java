package io.kpool.operator.http;

import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.LiveException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Takes in what a request brings, up to 1 MiB and for 10 s. It is held back, with no more of it in memory than the
 * transport's window, until somebody who may ask is known to have sent it. Lives on the request's own context.
 */
final class BodyReader {
    static final int MOST_BYTES = 1024 * 1024;

    private static final long PATIENCE_MILLIS = 10_000;

    private final HttpServerRequest request;
    private final BodyRoom room;
    private final Promise<byte[]> read = Promise.promise();
    private Buffer received = Buffer.buffer();

    /** It broke off: nobody is there to be answered. */
    static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private BrokenOffException(Throwable cause) {
            super("the request broke off", cause, false, false);
        }
    }

    private BodyReader(HttpServerRequest request, BodyRoom room) {
        this.request = request;
        this.room = room;
    }

    /** To be called before anything of the body has come. */
    static BodyReader hold(HttpServerRequest request, BodyRoom room) {
        BodyReader reader = new BodyReader(request, room);
        request.handler(reader::take)
                .exceptionHandler(broken -> reader.read.tryFail(new BrokenOffException(broken)))
                .endHandler(end -> reader.read.tryComplete(reader.received.getBytes()));
        request.pause();
        return reader;
    }

    Future<byte[]> read(Vertx vertx) {
        long timer =
                vertx.setTimer(PATIENCE_MILLIS, late -> fail(ErrorKind.DEADLINE, "the body did not come within 10 s"));
        request.resume();
        return read.future().onComplete(any -> vertx.cancelTimer(timer));
    }

    /** What was read is used, or nobody wants it: its room is free again, and what still comes is dropped. */
    void release() {
        fail(ErrorKind.INVALID, "the body is not wanted");
        room.leave(received.length());
        received = Buffer.buffer();
        if (!request.isEnded()) {
            request.resume();
        }
    }

    private void take(Buffer chunk) {
        if (read.future().isComplete()) {
            return;
        }
        if (received.length() + chunk.length() > MOST_BYTES) {
            fail(ErrorKind.INVALID, "the body is larger than 1 MiB: hand large input over in a volume");
        } else if (room.take(chunk.length())) {
            received.appendBuffer(chunk);
        } else {
            fail(ErrorKind.UNAVAILABLE, "too much is sent here at once: send it again");
        }
    }

    private void fail(ErrorKind kind, String message) {
        read.tryFail(new LiveException(kind, message));
    }
}
