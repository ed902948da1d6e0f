package io.kpool.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests on their way from any thread to the loop. */
final class Inbox {
    private final Queue<Request> queue = new ConcurrentLinkedQueue<>();
    private volatile KpoolException closed;

    /** On any thread; fails it if this is closed, or if it is too large for the wire. */
    void add(Request request) {
        if (request.spec().size() > Outgoing.LARGEST) {
            request.failed(new KpoolException(ErrorCode.INVALID, "it is larger than " + Outgoing.LARGEST + " bytes"));
            return;
        }
        queue.add(request);
        if (closed != null) {
            failAll();
        }
    }

    void emptyInto(Requests requests) {
        for (Request request = queue.poll(); request != null; request = queue.poll()) {
            requests.add(request);
        }
    }

    /** Whatever is in it, or is put in later, fails with that. */
    void close(KpoolException why) {
        closed = why;
        failAll();
    }

    private void failAll() {
        for (Request request = queue.poll(); request != null; request = queue.poll()) {
            request.failed(closed);
        }
    }
}
