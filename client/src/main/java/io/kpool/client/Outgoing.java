package io.kpool.client;

import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.Queue;

/** Gathers what goes to the operator into as few frames as their size allows; confined to the loop. */
final class Outgoing {
    /** Bytes after which a frame takes no more. */
    private static final int FULL = 256 * 1024;
    /** Bytes that one thing may have: with a frame that is not full yet still below a message's limit, 1 MiB. */
    static final int LARGEST = 700 * 1024;

    private static final int SMALL_FIELD = 16;

    private final Queue<CallerFrame> full = new ArrayDeque<>();
    private CallerFrame.Builder next = CallerFrame.newBuilder();
    private int bytes;

    void spawn(SpawnRequest spawn) {
        next.addSpawn(spawn);
        added(spawn.getSerializedSize());
    }

    void signal(ProcessSignal signal) {
        next.addSignal(signal);
        added(signal.getSerializedSize());
    }

    void follow(FollowChange change) {
        next.addFollow(change);
        added(change.getSerializedSize());
    }

    void lowestOpen(long number) {
        next.setLowestOpen(number);
        added(SMALL_FIELD);
    }

    void renewedToken(String token) {
        next.setRenewedToken(token);
        added(token.length());
    }

    void close() {
        next.setClose(true);
        added(SMALL_FIELD);
    }

    boolean isEmpty() {
        return bytes == 0 && full.isEmpty();
    }

    /** The next frame to be sent; null: nothing is. */
    CallerFrame poll() {
        if (full.isEmpty() && bytes > 0) {
            cut();
        }
        return full.poll();
    }

    private void added(int size) {
        bytes += size + SMALL_FIELD;
        if (bytes >= FULL) {
            cut();
        }
    }

    private void cut() {
        full.add(next.build());
        next = CallerFrame.newBuilder();
        bytes = 0;
    }
}
