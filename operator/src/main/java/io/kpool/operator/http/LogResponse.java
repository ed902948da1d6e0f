package io.kpool.operator.http;

import io.kpool.operator.live.LogSink;
import io.kpool.protocol.live.LogChunk;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A reader of a process's output as plain text: what is under way to it is bounded, and what it does not take is left out. */
final class LogResponse implements LogSink {
    private static final long MOST_BYTES = 256 * 1024;

    private final ChunkedResponse response;

    /** @param context the response's own, on which this is made */
    LogResponse(HttpServerResponse response, Context context) {
        this.response = new ChunkedResponse(response, context, "text/plain; charset=utf-8");
    }

    /** The reading has begun; that is what stops it. */
    void begun(Runnable stopping) {
        response.begun(stopping);
    }

    @Override
    public boolean isReady() {
        return response.underWay() < MOST_BYTES;
    }

    @Override
    public void chunk(LogChunk chunk) {
        Buffer text = Buffer.buffer();
        if (chunk.getSkipped() > 0) {
            text.appendString("\n[" + chunk.getSkipped() + " bytes left out]\n");
        }
        text.appendBytes(chunk.getText().toByteArray());
        response.write(text);
    }

    @Override
    public void ended() {
        response.end();
    }
}
