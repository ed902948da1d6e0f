package io.kpool.worker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much followed output may wait in this worker for a stream that does not keep up, or is not there: a process that
 * prints waits for no reader.
 */
final class OutputRoom {
    static final long BYTES = 4L * 1024 * 1024;

    /** What a line, or a message of several, takes beside its text: an empty one is not for nothing. */
    private static final int EACH = 128;

    private final AtomicLong arriving = new AtomicLong();
    // Who knows how much waits for the stream.
    private volatile Reports reports = Reports.NONE;

    void reportTo(Reports now) {
        reports = now;
    }

    /** What a text of so many bytes takes. */
    static int cost(int bytes) {
        return EACH + bytes;
    }

    /** Whether there is room for so much more; if so, it is taken. From any thread. */
    boolean take(int cost) {
        if (reports.queuedOutput() + arriving.get() + cost > BYTES) {
            return false;
        }
        arriving.addAndGet(cost);
        return true;
    }

    void give(int cost) {
        arriving.addAndGet(-cost);
    }
}
