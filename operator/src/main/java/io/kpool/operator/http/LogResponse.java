package io.kpool.operator.http;

import io.kpool.operator.live.LogSink;
import io.kpool.protocol.live.LogChunk;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/** A reader of a process's output as plain text: what is under way to it is bounded, and what it does not take is left out. */
final class LogResponse implements LogSink {
    private static final long MOST_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final Context context;
    private final AtomicLong underWay = new AtomicLong();
    // The rest only on the context.
    private Runnable stop;
    private boolean gone;

    /** @param context the response's own, on which this is made */
    LogResponse(HttpServerResponse response, Context context) {
        this.response = response;
        this.context = context;
        response.closeHandler(closed -> leave());
    }

    /** The reading has begun; that is what stops it. */
    void begun(Runnable stopping) {
        context.runOnContext(now -> {
            stop = stopping;
            if (gone) {
                stop.run();
            } else {
                // Whoever follows wants to know that it does, though nothing was printed yet.
                write(Buffer.buffer());
            }
        });
    }

    @Override
    public boolean isReady() {
        return underWay.get() < MOST_BYTES;
    }

    @Override
    public void chunk(LogChunk chunk) {
        Buffer text = Buffer.buffer();
        if (chunk.getSkipped() > 0) {
            text.appendString("\n[" + chunk.getSkipped() + " bytes left out]\n");
        }
        text.appendBytes(chunk.getText().toByteArray());
        underWay.addAndGet(text.length());
        context.runOnContext(now -> write(text));
    }

    @Override
    public void ended() {
        context.runOnContext(now -> {
            if (!gone) {
                prepare();
                response.end();
            }
        });
    }

    private void write(Buffer text) {
        if (gone || response.ended()) {
            underWay.addAndGet(-text.length());
            return;
        }
        prepare();
        response.write(text).onComplete(written -> underWay.addAndGet(-text.length()));
    }

    private void prepare() {
        if (!response.headWritten()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .putHeader("Cache-Control", "no-store");
        }
    }

    private void leave() {
        gone = true;
        if (stop != null) {
            stop.run();
        }
    }
}
