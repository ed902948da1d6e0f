package io.kpool.client;

import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes out next: requests as far as credit and room allow, signals as far as room does, and what may be forgotten.
 * Confined to the loop, but for signals, which are in the order in which any thread adds them.
 */
final class Departures {
    /** So many answers may be kept in vain by the operator until it is told, if there is nothing else to tell it. */
    private static final int LATE_ACKNOWLEDGEMENT = 1024;
    /** Bytes of signals that may wait for a stream, or for room in it, until further messages are refused. */
    private static final long MOST_WAITING = 16L * 1024 * 1024;
    /** Bytes of signals after which it is looked whether there is still room. */
    private static final int LOT = 256 * 1024;

    private final Requests requests;
    private final Queue<ProcessSignal> signals = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;
    private final Queue<FollowChange> follows = new ArrayDeque<>();
    private long acknowledged = 1;

    Departures(Requests requests) {
        this.requests = requests;
    }

    /** On any thread. */
    boolean hasRoomFor(ProcessSignal signal) {
        return waitingBytes.get() + signal.getSerializedSize() <= MOST_WAITING;
    }

    /** On any thread, whether there is room or not. */
    void add(ProcessSignal signal) {
        if (!closed) {
            waitingBytes.addAndGet(signal.getSerializedSize());
            signals.add(signal);
        }
    }

    /** Nothing is sent any more. */
    void close() {
        closed = true;
        signals.clear();
    }

    private ProcessSignal next() {
        ProcessSignal signal = signals.poll();
        if (signal != null) {
            waitingBytes.addAndGet(-signal.getSerializedSize());
        }
        return signal;
    }

    void add(FollowChange change) {
        follows.add(change);
    }

    /** The session is another one: whom it signals as the former one is nobody's business, and numbers begin anew. */
    void renewed() {
        while (next() != null) {
            // And not clear(): what is added meanwhile is counted.
        }
        acknowledged = 1;
    }

    void sendOver(LiveStream stream) {
        follows.forEach(stream.outgoing()::follow);
        follows.clear();
        if (stream.hasRoom()) {
            requests.drain(request -> stream.outgoing().spawn(Wire.spawn(request)));
        }
        if (!stream.outgoing().isEmpty() || requests.lowestOpen() - acknowledged > LATE_ACKNOWLEDGEMENT) {
            acknowledge(stream);
        }
        stream.flush();
        sendSignalsOver(stream);
    }

    private void sendSignalsOver(LiveStream stream) {
        while (stream.hasRoom() && !signals.isEmpty()) {
            int lot = 0;
            for (ProcessSignal signal = next(); signal != null; signal = lot < LOT ? next() : null) {
                stream.outgoing().signal(signal);
                lot += signal.getSerializedSize();
            }
            stream.flush();
        }
    }

    /** Tells which answers may be forgotten, unless that was told. */
    void acknowledgeOver(LiveStream stream) {
        acknowledge(stream);
        stream.flush();
    }

    private void acknowledge(LiveStream stream) {
        if (requests.lowestOpen() > acknowledged) {
            acknowledged = requests.lowestOpen();
            stream.outgoing().lowestOpen(acknowledged);
        }
    }
}
