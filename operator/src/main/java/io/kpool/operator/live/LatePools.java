package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests for pools that a new leader may only not have heard of yet. Lives on the loop. */
final class LatePools {
    /** How long callers may be quicker than their pools, after a change of leader. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LivePools pools;
    private final Map<PoolKey, List<Waiting>> waiting = new HashMap<>();
    private boolean patient = true;

    private record Waiting(Runnable found, Runnable missing) {}

    LatePools(LivePools pools, Loop loop) {
        this.pools = pools;
        loop.after(PATIENCE, this::giveUp);
    }

    /** Runs one of the two: at once, or when it is clear which. */
    void find(PoolKey pool, Runnable found, Runnable missing) {
        if (pools.isDeclared(pool)) {
            found.run();
        } else if (patient) {
            waiting.computeIfAbsent(pool, any -> new ArrayList<>()).add(new Waiting(found, missing));
        } else {
            missing.run();
        }
    }

    /** Whether a pool that is not there may only not have been heard of yet. */
    boolean isPatient() {
        return patient;
    }

    void declared(PoolKey pool) {
        List<Waiting> there = waiting.remove(pool);
        if (there != null) {
            there.forEach(one -> one.found().run());
        }
    }

    private void giveUp() {
        patient = false;
        List<Waiting> lost = waiting.values().stream().flatMap(List::stream).toList();
        waiting.clear();
        lost.forEach(one -> one.missing().run());
    }
}
