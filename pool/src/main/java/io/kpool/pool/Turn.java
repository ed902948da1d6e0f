package io.kpool.pool;

import java.util.ArrayList;
import java.util.List;

/** One call of the master: when it is, and what it leads to. */
final class Turn {
    private final long nowMillis;
    private final long unixMillis;
    private final List<Effect> effects = new ArrayList<>(4);

    Turn(long nowMillis, long unixMillis) {
        this.nowMillis = nowMillis;
        this.unixMillis = unixMillis;
    }

    /** By the clock that nobody sets: for all that waits, and for silence. */
    long now() {
        return nowMillis;
    }

    /** By the clock that everybody reads: for what is told. */
    long unixMillis() {
        return unixMillis;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    List<Effect> effects() {
        return effects;
    }
}
