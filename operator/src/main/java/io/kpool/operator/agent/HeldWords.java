package io.kpool.operator.agent;

import io.kpool.pool.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What members of a pool without a stream are to be told when they are back. Lives on the loop. */
final class HeldWords {
    /** So many words of one worker that who does not come back bounds memory, and not what is said. */
    private static final int MOST = 10_000;

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Map<WorkerId, Words> held = new HashMap<>();

    private static final class Words {
        private final List<Consumer<OutgoingFrames>> words = new ArrayList<>();
        private long bytes;
    }

    /** Whether there was room for it. */
    boolean hold(WorkerId worker, int bytes, Consumer<OutgoingFrames> word) {
        Words of = held.computeIfAbsent(worker, any -> new Words());
        if (of.words.size() >= MOST || of.bytes + bytes > MOST_BYTES) {
            return false;
        }
        of.bytes += bytes;
        return of.words.add(word);
    }

    void release(WorkerId worker, OutgoingFrames out) {
        Words of = held.remove(worker);
        if (of != null) {
            of.words.forEach(word -> word.accept(out));
        }
    }

    /** It is not going to be back. */
    void drop(WorkerId worker) {
        held.remove(worker);
    }
}
