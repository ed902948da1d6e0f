package io.kpool.pool;

import java.util.ArrayList;
import java.util.List;

/** One call of the master: when it is, and what it leads to. */
final class Turn {
    private final long nowMillis;
    private final List<Effect> effects = new ArrayList<>(4);

    Turn(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    long now() {
        return nowMillis;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    List<Effect> effects() {
        return effects;
    }
}
