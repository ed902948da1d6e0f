package io.kpool.operator.http;

import io.kpool.operator.live.LiveException;
import io.kpool.operator.live.WatchSink;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Who watches a group or name, as lines of JSON. */
final class WatchResponse implements WatchSink {
    private final ChunkedResponse response;

    /** @param context the response's own, on which this is made */
    WatchResponse(HttpServerResponse response, Context context) {
        this.response = new ChunkedResponse(response, context, "application/x-ndjson");
    }

    /** The watch has begun; that is what stops it. */
    void begun(Runnable stopping) {
        response.begun(stopping);
    }

    @Override
    public long behind() {
        return response.underWay();
    }

    @Override
    public void snapshot(KeySnapshot page) {
        line(KeyWording.snapshot(page));
    }

    @Override
    public void changed(KeyChange change) {
        line(KeyWording.change(change));
    }

    @Override
    public void failed(LiveException why) {
        line(KeyWording.error(why));
        response.end();
    }

    private void line(WatchLine line) {
        response.write(Buffer.buffer(JsonText.write(line)).appendByte((byte) '\n'));
    }
}
