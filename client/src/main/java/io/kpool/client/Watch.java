package io.kpool.client;

import java.util.concurrent.CompletionStage;

/**
 * A group or name that is watched: {@code pg:monitor/2}. The listener hears of its state first, and then of every change,
 * in order, one event for one call, on the thread that output listeners are called on. After a lost connection or a
 * change of leader it hears of what is different, with {@link LeaveReason#UNKNOWN}.
 */
public final class Watch implements AutoCloseable {
    private final Watching watching;

    Watch(Watching watching) {
        this.watching = watching;
    }

    /**
     * Completed when nothing more will be heard though it was not closed, with why: the permission was taken away, or the
     * session is over.
     */
    public CompletionStage<KpoolException> ended() {
        return watching.ended().minimalCompletionStage();
    }

    /** {@code pg:demonitor/2}: the listener hears nothing more, also nothing that has come already. */
    @Override
    public void close() {
        watching.close();
    }
}
