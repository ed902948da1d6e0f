package io.kpool.operator.http;

import java.util.concurrent.atomic.AtomicLong;

/** The room for the bodies of all requests together: 16 MiB, however many callers there are. */
final class BodyRoom {
    static final long BYTES = 16L * BodyReader.MOST_BYTES;

    private final AtomicLong taken = new AtomicLong();

    /** Whether there was room for so many bytes; they are taken then. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= BYTES) {
            return true;
        }
        leave(bytes);
        return false;
    }

    void leave(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
