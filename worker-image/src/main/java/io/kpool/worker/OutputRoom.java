package io.kpool.worker;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much followed output may wait in this worker for a stream that does not keep up, or is not there: a process that
 * prints waits for no reader.
 */
final class OutputRoom {
    static final long BYTES = 4L * 1024 * 1024;

    private final AtomicLong arriving = new AtomicLong();
    // Who knows how much waits for the stream.
    private volatile Reports reports = Reports.NONE;

    void reportTo(Reports now) {
        reports = now;
    }

    /** Whether there is room for so many bytes more; if so, they take it. From any thread. */
    boolean take(int bytes) {
        if (reports.queuedOutput() + arriving.get() + bytes > BYTES) {
            return false;
        }
        arriving.addAndGet(bytes);
        return true;
    }

    void give(int bytes) {
        arriving.addAndGet(-bytes);
    }
}
