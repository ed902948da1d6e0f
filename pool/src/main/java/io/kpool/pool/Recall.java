package io.kpool.pool;

import io.kpool.pool.Link.Origin;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests that were asked for under an earlier leader and are asked for again: until every worker of that leader has
 * said what it has, or is lost, nobody knows whether they run.
 */
final class Recall {
    private final Placer placer;
    private final Listening listening;
    private final Map<RequestId, PooledProcess> waiting = new LinkedHashMap<>();
    private final Set<Worker> unheard = new HashSet<>();
    private boolean surveyed;
    private boolean missed;
    private boolean patient = true;

    Recall(Placer placer, Listening listening) {
        this.placer = placer;
        this.listening = listening;
    }

    /** What comes after the survey was made by this leader, unless somebody remembers it. */
    void arrived(Worker worker, Origin origin) {
        if (!surveyed || origin == Origin.EXPECTED) {
            unheard.add(worker);
        }
    }

    /** Its inventory is complete. */
    void heard(Worker worker, Turn turn) {
        unheard.remove(worker);
        settle(turn);
    }

    void lost(Worker worker, Turn turn) {
        missed |= unheard.remove(worker);
        settle(turn);
    }

    /** Only the first time says something of the earlier leader. */
    void surveyed(Survey survey, Turn turn) {
        missed |= !surveyed && survey == Survey.SOME_LOST;
        surveyed = true;
        settle(turn);
    }

    void add(PooledProcess process, Turn turn) {
        process.recalled();
        waiting.put(process.id(), process);
        settle(turn);
    }

    /** Whether it waited here, which it no longer does. */
    boolean take(RequestId request) {
        return waiting.remove(request) != null;
    }

    /**
     * Who is not back when a silent worker would be given up counts as lost, though it may only be starting, or may never
     * have been attached.
     */
    void watch(Turn turn) {
        if (surveyed && patient && listening.quietMillis(turn.now()) >= Silence.LOST_AFTER_MILLIS) {
            patient = false;
            missed |= !unheard.isEmpty() || placer.roster().lacksAttached();
            unheard.clear();
            settle(turn);
        }
    }

    /** Whether every worker of an earlier leader was heard, or given up. */
    boolean isSettled() {
        boolean isWaiting = patient && placer.roster().lacksAttached();
        return surveyed && unheard.isEmpty() && !isWaiting;
    }

    private void settle(Turn turn) {
        if (waiting.isEmpty() || !isSettled()) {
            return;
        }
        List<PooledProcess> unknown = List.copyOf(waiting.values());
        waiting.clear();
        for (PooledProcess process : unknown) {
            if (missed) {
                placer.refuse(process, PlacementFailure.UNKNOWN_OUTCOME, turn);
            } else {
                placer.place(process, turn);
            }
        }
    }
}
