package io.kpool.client;

import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.Queue;

/** What goes out next: requests as far as credit and room allow, signals, and what may be forgotten. Confined to the loop. */
final class Departures {
    /** So many answers may be kept in vain by the operator until it is told, if there is nothing else to tell it. */
    private static final int LATE_ACKNOWLEDGEMENT = 1024;

    private final Requests requests;
    private final Queue<ProcessSignal> signals = new ArrayDeque<>();
    private final Queue<FollowChange> follows = new ArrayDeque<>();
    private long acknowledged = 1;

    Departures(Requests requests) {
        this.requests = requests;
    }

    void add(ProcessSignal signal) {
        signals.add(signal);
    }

    void add(FollowChange change) {
        follows.add(change);
    }

    /** The session is another one: whom it signals as the former one is nobody's business, and numbers begin anew. */
    void renewed() {
        signals.clear();
        acknowledged = 1;
    }

    void sendOver(LiveStream stream) {
        signals.forEach(stream.outgoing()::signal);
        signals.clear();
        follows.forEach(stream.outgoing()::follow);
        follows.clear();
        if (stream.hasRoom()) {
            requests.drain(request -> stream.outgoing().spawn(Wire.spawn(request)));
        }
        if (!stream.outgoing().isEmpty() || requests.lowestOpen() - acknowledged > LATE_ACKNOWLEDGEMENT) {
            acknowledge(stream);
        }
        stream.flush();
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
