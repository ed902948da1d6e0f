package io.kpool.operator.live;

import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayList;
import java.util.List;

/** What waits for a caller that is away. Lives on the loop. */
final class Mailbox {
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final List<ProcessSignal> waiting = new ArrayList<>();
    private long bytes;

    /** Whether there was room for it. */
    boolean put(ProcessSignal signal) {
        int size = signal.getSerializedSize();
        if (waiting.size() >= MOST || bytes + size > MOST_BYTES) {
            return false;
        }
        bytes += size;
        return waiting.add(signal);
    }

    /** All of it, which is here no longer. */
    List<ProcessSignal> empty() {
        List<ProcessSignal> all = List.copyOf(waiting);
        waiting.clear();
        bytes = 0;
        return all;
    }
}
