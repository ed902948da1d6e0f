package io.kpool.operator.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer that comes bit by bit until whoever writes it ends it, or its reader goes. How much to hold back for a slow
 * reader is the writer's decision. May be called from any thread.
 */
final class ChunkedResponse {
    private final HttpServerResponse response;
    private final Context context;
    private final String contentType;
    private final AtomicLong underWay = new AtomicLong();
    // The rest only on the context. None: what is read has not begun.
    private Runnable stop;
    private boolean gone;

    /** @param context the response's own, on which this is made */
    ChunkedResponse(HttpServerResponse response, Context context, String contentType) {
        this.response = response;
        this.context = context;
        this.contentType = contentType;
        response.closeHandler(closed -> leave());
    }

    /** What is read has begun; that is what stops it. */
    void begun(Runnable stopping) {
        context.runOnContext(now -> {
            stop = stopping;
            if (gone) {
                stop.run();
            } else {
                // Whoever reads wants to know that it does, though there is nothing yet.
                put(Buffer.buffer());
            }
        });
    }

    /** Bytes that are written and have not left. */
    long underWay() {
        return underWay.get();
    }

    void write(Buffer text) {
        underWay.addAndGet(text.length());
        context.runOnContext(now -> put(text));
    }

    void end() {
        context.runOnContext(now -> {
            if (!gone && !response.ended()) {
                prepare();
                response.end();
            }
        });
    }

    private void put(Buffer text) {
        if (gone || response.ended()) {
            underWay.addAndGet(-text.length());
            return;
        }
        prepare();
        response.write(text).onComplete(written -> underWay.addAndGet(-text.length()));
    }

    private void prepare() {
        if (!response.headWritten()) {
            response.setChunked(true).putHeader("Content-Type", contentType).putHeader("Cache-Control", "no-store");
        }
    }

    private void leave() {
        gone = true;
        if (stop != null) {
            stop.run();
        }
    }
}
