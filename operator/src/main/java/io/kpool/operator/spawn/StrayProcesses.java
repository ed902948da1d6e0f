package io.kpool.operator.spawn;

import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Pid;
import io.kpool.pool.SpawnAttempt;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds out whose a process is that a worker brought along. Most are those of Spawns that have not been looked at since
 * this process leads. One that is nobody's is killed, but never on the word of a cache: the API server itself must say
 * that there is no such Spawn, or that this attempt of it is over. It is asked once for all that wait in a namespace,
 * and until it answers. Every method may be called from any thread.
 */
final class StrayProcesses {
    /** A new leader hears of many at once, most of them before its cache is filled. */
    static final Duration COLLECTING = Duration.ofMillis(200);

    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(StrayProcesses.class);

    private final Known known;
    private final BiConsumer<PoolKey, Pid> end;
    private final Later later;
    /** By namespace, which has an entry for as long as a check of it is to come or under way: only ever one. */
    private final Map<String, Set<Stray>> waiting = new HashMap<>();

    /** @param end what becomes of a process that is nobody's */
    StrayProcesses(Known known, BiConsumer<PoolKey, Pid> end, Later later) {
        this.known = known;
        this.end = end;
        this.later = later;
    }

    /**
     * Where Spawns are known.
     *
     * @param cached by uid; what is not there may exist all the same
     * @param live all of a namespace, as the API server has them; blocks, and throws when it does not answer
     */
    record Known(Function<String, Optional<Spawn>> cached, Function<String, Collection<Spawn>> live) {}

    /** Runs a task that may block, after a delay. */
    interface Later {
        void run(Duration delay, Runnable task);
    }

    private record Stray(PoolKey pool, SpawnAttempt attempt, Pid pid) {}

    void judge(PoolKey pool, SpawnAttempt attempt, Pid pid) {
        Stray stray = new Stray(pool, attempt, pid);
        if (isUnclaimed(stray) && isFirst(stray)) {
            later.run(COLLECTING, () -> check(pool.namespace(), SHORTEST_PAUSE));
        }
    }

    // One that is claimed is left to the reconciliation of its Spawn.
    private boolean isUnclaimed(Stray stray) {
        return known.cached()
                .apply(stray.attempt().uid())
                .filter(spawn -> isOpen(spawn, stray.attempt()))
                .isEmpty();
    }

    private synchronized boolean isFirst(Stray stray) {
        String namespace = stray.pool().namespace();
        boolean first = !waiting.containsKey(namespace);
        waiting.computeIfAbsent(namespace, none -> new LinkedHashSet<>()).add(stray);
        return first;
    }

    private void check(String namespace, Duration pause) {
        Set<Stray> strays = takeAll(namespace);
        try {
            // Meanwhile the cache may have been filled.
            strays.removeIf(Predicate.not(this::isUnclaimed));
            if (!strays.isEmpty()) {
                endOwnerless(strays, live(namespace));
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "Cannot find out whose %d processes in %s are: asks again", strays.size(), namespace);
            putBack(namespace, strays);
            later.run(pause, () -> check(namespace, longer(pause)));
            return;
        }
        if (hasMore(namespace)) {
            later.run(COLLECTING, () -> check(namespace, SHORTEST_PAUSE));
        }
    }

    private Map<String, Spawn> live(String namespace) {
        return known.live().apply(namespace).stream()
                .collect(Collectors.toMap(spawn -> spawn.getMetadata().getUid(), Function.identity()));
    }

    private void endOwnerless(Set<Stray> strays, Map<String, Spawn> live) {
        for (Stray stray : strays) {
            Spawn owner = live.get(stray.attempt().uid());
            if (owner == null || !isOpen(owner, stray.attempt())) {
                LOG.infof("Process %s of Spawn %s is nobody's: ends it", stray.pid(), stray.attempt());
                end.accept(stray.pool(), stray.pid());
            }
        }
    }

    private synchronized Set<Stray> takeAll(String namespace) {
        return waiting.put(namespace, new LinkedHashSet<>());
    }

    private synchronized void putBack(String namespace, Set<Stray> strays) {
        waiting.get(namespace).addAll(strays);
    }

    private synchronized boolean hasMore(String namespace) {
        if (!waiting.get(namespace).isEmpty()) {
            return true;
        }
        waiting.remove(namespace);
        return false;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static boolean isOpen(Spawn spawn, SpawnAttempt attempt) {
        return !spawn.lastStatus().finished()
                && spawn.lastStatus().exit().isEmpty()
                && spawn.lastStatus()
                        .assignment()
                        .filter(assignment -> assignment.attempt() == attempt.attempt())
                        .isPresent();
    }
}
