package io.kpool.pool;

import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Requests without a place, oldest first. One queue, except that who waits for a certain host does not hold up those
 * that could go elsewhere.
 */
final class WaitingQueue {
    private final TreeSet<PooledProcess> anywhere = new TreeSet<>(PooledProcess.BY_AGE);
    private final Map<String, TreeSet<PooledProcess>> pinned = new HashMap<>();
    private final TreeSet<PooledProcess> live = new TreeSet<>(
            Comparator.comparingLong(PooledProcess::deadlineMillis).thenComparing(PooledProcess.BY_AGE));
    private int size;

    int size() {
        return size;
    }

    int liveSize() {
        return live.size();
    }

    void add(PooledProcess process) {
        switch (process.target()) {
            case Anywhere() -> anywhere.add(process);
            case OnHost(String host) ->
                pinned.computeIfAbsent(host, name -> new TreeSet<>(PooledProcess.BY_AGE))
                        .add(process);
        }
        if (process.isLive()) {
            live.add(process);
        }
        size++;
    }

    void remove(PooledProcess process) {
        switch (process.target()) {
            case Anywhere() -> anywhere.remove(process);
            case OnHost(String host) ->
                pinned.computeIfPresent(host, (name, waiting) -> {
                    waiting.remove(process);
                    return waiting.isEmpty() ? null : waiting;
                });
        }
        live.remove(process);
        size--;
    }

    /** The oldest that may go to that host. */
    Optional<PooledProcess> next(String host) {
        Optional<PooledProcess> free = anywhere.isEmpty() ? Optional.empty() : Optional.of(anywhere.first());
        TreeSet<PooledProcess> bound = pinned.get(host);
        if (bound == null) {
            return free;
        }
        PooledProcess first = bound.first();
        return free.filter(process -> process.sequence() < first.sequence()).or(() -> Optional.of(first));
    }

    /** Live ones whose time is over, earliest first. */
    List<PooledProcess> expired(long nowMillis) {
        List<PooledProcess> expired = new ArrayList<>();
        for (PooledProcess process : live) {
            if (process.deadlineMillis() > nowMillis) {
                break;
            }
            expired.add(process);
        }
        return expired;
    }

    /** Oldest first. */
    List<PooledProcess> all() {
        return Stream.concat(anywhere.stream(), pinned.values().stream().flatMap(TreeSet::stream))
                .sorted(PooledProcess.BY_AGE)
                .toList();
    }
}
