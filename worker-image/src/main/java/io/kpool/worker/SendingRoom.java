package io.kpool.worker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much processes may have said that is not yet on the wire: who says more waits, as Erlang has it. Processes enter
 * from any thread, the loop never waits.
 */
final class SendingRoom {
    static final long BYTES = 4 << 20;

    private final AtomicLong used = new AtomicLong();
    // Of the loop: what of that is in the outbox of the stream.
    private long queued;

    /** Waits for room, unless it is interrupted. */
    void enter(int bytes) {
        if (used.get() >= BYTES) {
            awaitRoom();
        }
        used.addAndGet(bytes);
    }

    private synchronized void awaitRoom() {
        try {
            while (used.get() >= BYTES) {
                wait();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** That has gone where it takes no room here. */
    void leave(long bytes) {
        long left = used.addAndGet(-bytes);
        if (left < BYTES && left + bytes >= BYTES) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** That waits for the stream now, which says when it has taken it. */
    void queue(long bytes) {
        queued += bytes;
        used.addAndGet(bytes);
    }

    /** The stream has taken that. */
    void taken(long bytes) {
        queued -= bytes;
        leave(bytes);
    }

    /** The stream is no more, and what waited for it is lost. */
    void streamEnded() {
        long lost = queued;
        queued = 0;
        leave(lost);
    }
}
