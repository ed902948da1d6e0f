package io.kpool.operator.live;

import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;

/**
 * One watch of a group or name. A change cannot be left out, so who does not keep up is told no more, and may begin
 * again. Lives on the loop.
 */
final class KeyWatch implements KeySink {
    /** Bytes of changes that may be under way, beside the snapshot. */
    static final long MOST_BEHIND = 256L * 1024;

    private final WatchSink sink;
    private long mostBehind = MOST_BEHIND;
    // None: it has not begun.
    private Runnable stop;
    private boolean over;

    private KeyWatch(WatchSink sink) {
        this.sink = sink;
    }

    interface Beginning {
        /** @return what stops it */
        Runnable watch(KeySink sink);
    }

    /** @return what stops it, on the loop */
    static Runnable begin(WatchSink sink, Beginning beginning) {
        KeyWatch watch = new KeyWatch(sink);
        watch.stop = beginning.watch(watch);
        if (watch.over) {
            watch.stop.run();
        }
        return watch::stop;
    }

    @Override
    public void snapshot(KeySnapshot page) {
        if (!over) {
            sink.snapshot(page);
            mostBehind = sink.behind() + MOST_BEHIND;
        }
    }

    @Override
    public void changed(KeyChange change) {
        if (over) {
            return;
        }
        if (sink.behind() > mostBehind) {
            stop();
            sink.failed(new LiveException(
                    ErrorKind.UNAVAILABLE, "the changes were not read as fast as they came: begin again"));
        } else {
            sink.changed(change);
        }
    }

    private void stop() {
        over = true;
        if (stop != null) {
            stop.run();
        }
    }
}
