package io.kpool.worker.socket;

import io.kpool.worker.api.Self;
import io.kpool.worker.process.SelfByToken;
import java.util.Optional;

/** Where visits are received, and counted. Confined to the socket's loop, but for the answering. */
final class Desk {
    private final SelfByToken selves;
    private final Router router;
    private final Bounds bounds;
    private int connections;
    private int bodies;

    Desk(SelfByToken selves, Router router, Bounds bounds) {
        this.selves = selves;
        this.router = router;
        this.bounds = bounds;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Who shows that token; must not wait. */
    Optional<Self> find(String token) {
        return selves.find(token);
    }

    /** On any thread; may wait. */
    Answer answer(Self self, Request request) {
        return router.answer(self, request);
    }

    /** Somebody has connected, and leaves at the end; whether it may stay. */
    boolean enters() {
        connections++;
        return connections <= bounds.connections();
    }

    /** @param kept of its body, in bytes */
    void leaves(int kept) {
        connections--;
        bodies -= kept;
    }

    boolean isCrowded() {
        return connections > bounds.visits();
    }

    boolean hasRoomFor(int bytes) {
        return bodies + bytes <= bounds.bodies();
    }

    void keeps(int bytes) {
        bodies += bytes;
    }
}
