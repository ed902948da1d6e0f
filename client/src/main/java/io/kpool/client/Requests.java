package io.kpool.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A session's requests: which number each has, which may go out now, which go out again on a new stream, and which are
 * over. Does nothing itself; confined to the loop.
 */
final class Requests {
    private static final long[] NONE = {};

    private final int mostWaiting;
    private final Links links;
    private final Queue<Request> waiting = new ArrayDeque<>();
    private final OpenRequests open = new OpenRequests();
    private long nextNumber = 1;
    private long lowestOpen = 1;
    private long[] repeats = NONE;
    private int repeated;
    private int stream;
    private int credit;
    private int unanswered;

    /** @param mostWaiting how many requests may wait here for the operator's credit */
    Requests(int mostWaiting, Links links) {
        this.mostWaiting = mostWaiting;
        this.links = links;
    }

    void add(Request request) {
        if (waiting.size() >= mostWaiting) {
            request.failed(new KpoolException(
                    ErrorCode.NO_CAPACITY, "the queue of this library is full: " + mostWaiting + " requests wait"));
            return;
        }
        waiting.add(request);
    }

    /** A new stream of the same session: what is open goes out again, in the order of the numbers. */
    void continued(int streamCredit) {
        stream++;
        unanswered = 0;
        credit = streamCredit;
        repeats = open.sortedNumbers();
        repeated = 0;
    }

    /** A new session: nobody knows what became of what was open, and numbers begin anew. */
    void renewed(int streamCredit) {
        open.removeAll(request -> request.failed(new KpoolException(
                ErrorCode.UNKNOWN_OUTCOME, "the session was lost: it was without a stream for too long")));
        nextNumber = 1;
        lowestOpen = 1;
        continued(streamCredit);
    }

    /** Nothing can go out until there is a new stream. */
    void disconnected() {
        credit = 0;
        unanswered = 0;
    }

    /** Everything ends with that; nothing may be added afterwards. */
    void abandon(KpoolException why) {
        open.removeAll(request -> request.failed(why));
        waiting.forEach(request -> request.failed(why));
        waiting.clear();
        disconnected();
    }

    /** Lets out what the credit allows: first what is repeated, then what waits. */
    void drain(Consumer<Request> outlet) {
        while (unanswered < credit && repeated < repeats.length) {
            Request request = open.get(repeats[repeated++]);
            if (request != null) {
                send(request, outlet);
            }
        }
        while (unanswered < credit && !waiting.isEmpty()) {
            Request request = waiting.remove();
            if (!request.isGivenUp()) {
                request.numbered(nextNumber++);
                open.put(request);
                send(request, outlet);
            }
        }
    }

    private void send(Request request, Consumer<Request> outlet) {
        request.sentOn(stream);
        unanswered++;
        outlet.accept(request);
    }

    void started(long number, WorkerName worker, long serial) {
        Request request = open.get(number);
        if (request == null) {
            return;
        }
        answered(request);
        if (request.hasStarted()) {
            return;
        }
        request.started(worker, serial);
        if (request.isLinked()) {
            links.add(request.pid());
        }
    }

    /** It got no process; or it had one, and nobody knows how that ended. */
    void failed(long number, KpoolException why) {
        Request request = close(number);
        if (request != null) {
            request.failed(why);
        }
    }

    /** It has ended, having started. */
    void ended(long number, ProcessExit how) {
        Request request = close(number);
        if (request == null) {
            return;
        }
        if (request.hasStarted()) {
            request.ended(how);
        } else {
            request.failed(new KpoolException(
                    ErrorCode.UNKNOWN_OUTCOME, "it ran and ended with " + how.describe() + ", its pid is not known"));
        }
    }

    private Request close(long number) {
        Request request = open.remove(number);
        if (request == null) {
            return null;
        }
        answered(request);
        if (request.isLinked() && request.hasStarted()) {
            links.remove(request.pid());
        }
        while (lowestOpen < nextNumber && open.get(lowestOpen) == null) {
            lowestOpen++;
        }
        return request;
    }

    private void answered(Request request) {
        if (request.answeredOn(stream)) {
            unanswered--;
        }
    }

    /** Null: it is not open. */
    Request get(long number) {
        return open.get(number);
    }

    /** All with lower numbers are over. */
    long lowestOpen() {
        return lowestOpen;
    }

    /** 0: none was sent. */
    long highestSent() {
        return nextNumber - 1;
    }

    /** An answer may come at any moment. */
    boolean isExpectingAnswers() {
        return unanswered > 0;
    }
}
