package io.kpool.operator.http;

import io.kpool.operator.live.ErrorKind;
import io.kpool.operator.live.LiveException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Takes in what a request brings, up to 1 MiB and for 10 s. */
final class BodyReader {
    static final int MOST_BYTES = 1024 * 1024;

    private static final long PATIENCE_MILLIS = 10_000;

    private final Promise<byte[]> read = Promise.promise();
    private final Buffer received = Buffer.buffer();

    private BodyReader() {}

    /** On the request's own context, before anything of the body has come. */
    static Future<byte[]> read(Vertx vertx, HttpServerRequest request) {
        BodyReader reader = new BodyReader();
        request.handler(reader::take)
                .exceptionHandler(reader.read::tryFail)
                .endHandler(end -> reader.read.tryComplete(reader.received.getBytes()));
        long timer = vertx.setTimer(
                PATIENCE_MILLIS, late -> reader.fail(ErrorKind.DEADLINE, "the body did not come within 10 s"));
        return reader.read.future().onComplete(any -> vertx.cancelTimer(timer));
    }

    private void take(Buffer chunk) {
        if (received.length() + chunk.length() > MOST_BYTES) {
            fail(ErrorKind.INVALID, "the body is larger than 1 MiB: hand large input over in a volume");
        } else {
            received.appendBuffer(chunk);
        }
    }

    private void fail(ErrorKind kind, String message) {
        read.tryFail(new LiveException(kind, message));
    }
}
