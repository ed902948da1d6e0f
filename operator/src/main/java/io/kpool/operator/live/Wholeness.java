package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.PoolMaster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether all is known of what stands under the groups and names of a namespace: every worker that an earlier leader had
 * there was heard, or given up, and callers had the time to come back, of whose sessions nobody else knows. Lives on the
 * loop.
 */
final class Wholeness {
    /** Callers dial again after at most two seconds. */
    private static final long CALLERS_RETURN_MILLIS = 3_000;

    private final LivePools pools;
    private final LatePools late;
    private final Loop loop;
    private final long servingSinceMillis;
    // By namespace; what comes after the leader has no history.
    private final Map<String, Set<PoolKey>> unknown = new HashMap<>();

    /** @param inherited the pools that there were when this leader began */
    Wholeness(LivePools pools, LatePools late, Loop loop, Set<PoolKey> inherited) {
        this.pools = pools;
        this.late = late;
        this.loop = loop;
        this.servingSinceMillis = loop.nowMillis();
        inherited.forEach(pool -> unknown.computeIfAbsent(pool.namespace(), any -> new HashSet<>())
                .add(pool));
    }

    boolean isWhole(String namespace) {
        Set<PoolKey> of = unknown.get(namespace);
        if (of == null) {
            return true;
        }
        if (loop.nowMillis() - servingSinceMillis < CALLERS_RETURN_MILLIS) {
            return false;
        }
        of.removeIf(this::isKnown);
        if (of.isEmpty()) {
            unknown.remove(namespace);
        }
        return of.isEmpty();
    }

    private boolean isKnown(PoolKey pool) {
        return pools.read(pool, this::isSettled).orElse(!late.isPatient());
    }

    private boolean isSettled(PoolMaster master) {
        return master.views(loop.nowMillis()).isSettled();
    }
}
