package io.kpool.worker;

import io.kpool.protocol.agent.SentSignal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What processes tell others while there is no stream, within bounds. Confined to the loop. */
final class Unsent {
    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 16 << 20;
    // For what nobody is told of that was not sent.
    private static final int RESERVE = 1_000;

    private final Queue<SentSignal> signals = new ArrayDeque<>();
    private int bytes;

    /** Keeps it, if there is room. */
    boolean offer(SentSignal signal) {
        int size = signal.getSerializedSize();
        int most = signal.getSignal().hasMessage() ? MOST : MOST + RESERVE;
        if (signals.size() >= most || bytes > MOST_BYTES - size) {
            return false;
        }
        signals.add(signal);
        bytes += size;
        return true;
    }

    /** All, in the order said; they are kept no longer. */
    List<SentSignal> takeAll() {
        List<SentSignal> all = List.copyOf(signals);
        signals.clear();
        bytes = 0;
        return all;
    }
}
