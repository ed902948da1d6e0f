package io.kpool.operator.agent;

import io.kpool.pool.Exit;
import io.kpool.pool.Pid;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.RecordedStart;
import io.kpool.pool.RequestId;
import io.kpool.pool.WorkerId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the loop tells everyone else: values that any thread may read, and word of their changes on a thread of their
 * own. The word goes out at the end of a turn of the loop, once for each thing: who hears that a process started sees
 * its end too, if both came in one frame.
 */
final class Notices {
    private final Consumer<Runnable> endOfTurn;
    private final Executor listeners;
    private final Runnable superseded;

    private final Map<RequestId, RequestNews> news = new ConcurrentHashMap<>();
    private final Map<PoolKey, PoolSnapshot> snapshots = new ConcurrentHashMap<>();
    private final List<PoolMasters.HostListener> hostListeners = new CopyOnWriteArrayList<>();
    private final List<PoolRequests.RequestListener> requestListeners = new CopyOnWriteArrayList<>();

    // Of this turn of the loop.
    private final Set<Notice> pending = new LinkedHashSet<>();

    /** Equal ones of one turn are one. */
    private sealed interface Notice {
        record Hosts(PoolKey pool) implements Notice {}

        record Request(RequestId request) implements Notice {}

        record Declared(PoolKey pool) implements Notice {}

        record WorkerEnded(PoolKey pool, WorkerId worker) implements Notice {}

        record Stray(PoolKey pool, RequestId request, Pid pid) implements Notice {}

        record TokenRefused(String podUid, String why) implements Notice {}
    }

    /**
     * @param endOfTurn runs a task on the loop after the one that runs now
     * @param listeners runs what listeners do, one after the other
     * @param superseded is run when a worker obeys a later leader
     */
    Notices(Consumer<Runnable> endOfTurn, Executor listeners, Runnable superseded) {
        this.endOfTurn = endOfTurn;
        this.listeners = listeners;
        this.superseded = superseded;
    }

    Optional<RequestNews> news(RequestId request) {
        return Optional.ofNullable(news.get(request));
    }

    Optional<PoolSnapshot> snapshot(PoolKey pool) {
        return Optional.ofNullable(snapshots.get(pool));
    }

    void listen(PoolMasters.HostListener listener) {
        hostListeners.add(listener);
    }

    void listen(PoolRequests.RequestListener listener) {
        requestListeners.add(listener);
    }

    void tell(RequestId request, RequestNews what) {
        news.put(request, what);
        add(new Notice.Request(request));
    }

    void ended(RequestId request, Exit exit) {
        tell(request, new RequestNews.Ended(startOf(request), exit));
    }

    void unkillable(RequestId request, Pid pid) {
        long startedMillis = startOf(request) instanceof RecordedStart.StartedAs(var same, long millis) ? millis : 0;
        tell(request, new RequestNews.Unkillable(pid, startedMillis));
    }

    /** A start that was recorded by an earlier leader, in case its end is the next thing heard. */
    void remember(RequestId request, RecordedStart start) {
        if (start instanceof RecordedStart.StartedAs(var pid, long startedMillis)) {
            news.putIfAbsent(request, new RequestNews.Running(pid, startedMillis));
        }
    }

    void forget(RequestId request) {
        if (news.remove(request) != null) {
            add(new Notice.Request(request));
        }
    }

    void declared(PoolKey pool) {
        add(new Notice.Declared(pool));
    }

    void publish(PoolKey pool, PoolSnapshot snapshot) {
        snapshots.put(pool, snapshot);
    }

    void withdraw(PoolKey pool) {
        snapshots.remove(pool);
    }

    void hostsChanged(PoolKey pool) {
        add(new Notice.Hosts(pool));
    }

    void workerEnded(PoolKey pool, WorkerId worker) {
        add(new Notice.WorkerEnded(pool, worker));
    }

    void stray(PoolKey pool, RequestId request, Pid pid) {
        add(new Notice.Stray(pool, request, pid));
    }

    void tokenRefused(String podUid, String why) {
        add(new Notice.TokenRefused(podUid, why));
    }

    void superseded() {
        listeners.execute(superseded);
    }

    private void add(Notice notice) {
        if (pending.isEmpty()) {
            endOfTurn.accept(this::send);
        }
        pending.add(notice);
    }

    private void send() {
        List<Notice> turn = List.copyOf(pending);
        pending.clear();
        listeners.execute(() -> turn.forEach(this::send));
    }

    private void send(Notice notice) {
        switch (notice) {
            case Notice.Hosts(var pool) -> hostListeners.forEach(listener -> listener.hostsChanged(pool));
            case Notice.Request(var request) -> each(listener -> listener.changed(request));
            case Notice.Declared(var pool) -> each(listener -> listener.declared(pool));
            case Notice.WorkerEnded(var pool, var worker) -> each(listener -> listener.workerEnded(pool, worker));
            case Notice.Stray(var pool, var request, var pid) -> each(listener -> listener.stray(pool, request, pid));
            case Notice.TokenRefused(var podUid, var why) ->
                hostListeners.forEach(listener -> listener.tokenRefused(podUid, why));
        }
    }

    private void each(Consumer<PoolRequests.RequestListener> word) {
        requestListeners.forEach(word);
    }

    private RecordedStart startOf(RequestId request) {
        return switch (news.get(request)) {
            case RequestNews.Running(var pid, long millis) -> new RecordedStart.StartedAs(pid, millis);
            case RequestNews.Unkillable(var pid, long millis) -> new RecordedStart.StartedAs(pid, millis);
            case RequestNews.Ended(var start, var exit) -> start;
            case null, default -> new RecordedStart.NotStarted();
        };
    }
}
