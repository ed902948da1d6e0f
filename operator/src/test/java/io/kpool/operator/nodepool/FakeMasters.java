package io.kpool.operator.nodepool;

import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolMasters;
import io.kpool.operator.agent.PoolTerms;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.HostStatus;
import io.kpool.pool.HostView;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.Problem;
import io.kpool.pool.Provision;
import io.kpool.pool.Survey;
import io.kpool.pool.WorkerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Masters that believe what they are told, and what a test says of workers. */
final class FakeMasters implements PoolMasters {
    private final Map<PoolKey, PoolTerms> declared = new ConcurrentHashMap<>();
    private final Map<PoolKey, Map<String, HostView>> workers = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<HostListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<PoolKey, Runnable> meanwhile = new ConcurrentHashMap<>();

    @Override
    public void declare(PoolKey pool, PoolTerms terms) {
        declared.put(pool, terms);
    }

    @Override
    public void forget(PoolKey pool) {
        declared.remove(pool);
        workers.remove(pool);
        heard.add("forget " + pool);
        Optional.ofNullable(meanwhile.remove(pool)).ifPresent(Runnable::run);
    }

    /** That happens while the pool is forgotten. */
    void whileForgetting(PoolKey pool, Runnable event) {
        meanwhile.put(pool, event);
    }

    @Override
    public void workerStarting(PoolKey pool, WorkerId worker) {
        heard.add("starting " + pool + "/" + worker.host());
    }

    @Override
    public void workerExpected(PoolKey pool, WorkerId worker) {
        heard.add("expected " + pool + "/" + worker.host());
    }

    @Override
    public void surveyed(PoolKey pool, Survey survey) {}

    @Override
    public void hostFailed(PoolKey pool, String host, Problem problem) {
        heard.add("failed " + pool + "/" + host + " " + problem.reason());
    }

    @Override
    public void workerGone(PoolKey pool, WorkerId worker, GoneEvidence evidence) {
        heard.add("gone " + pool + "/" + worker.host() + " " + evidence);
        workers.computeIfAbsent(pool, any -> new ConcurrentHashMap<>()).remove(worker.host());
    }

    @Override
    public Optional<PoolSnapshot> snapshot(PoolKey pool) {
        return Optional.ofNullable(declared.get(pool))
                .map(terms -> Yaml.snapshot(
                        List.copyOf(workers.getOrDefault(pool, Map.of()).values())));
    }

    @Override
    public void listen(HostListener listener) {
        listeners.add(listener);
    }

    /** That worker says so of itself. */
    void hear(PoolKey pool, WorkerId worker, HostState state, int processes) {
        HostView.Use use = new HostView.Use(1000L * processes, processes, 256, processes, 0);
        long incarnation = state == HostState.LOST ? 0 : worker.incarnation();
        see(pool, new HostView(worker.host(), incarnation, worker.incarnation(), now(state), use, Provision.STARTED));
    }

    /** So does one that someone else started. */
    void hearAttached(PoolKey pool, WorkerId worker, HostState state) {
        long incarnation = state == HostState.ABSENT ? 0 : worker.incarnation();
        HostView.Use use = new HostView.Use(0, 0, 256, 0, 0);
        see(pool, new HostView(worker.host(), incarnation, worker.incarnation(), now(state), use, Provision.ATTACHED));
    }

    /** That attached worker was let go. */
    void release(PoolKey pool, String host) {
        workers.get(pool).remove(host);
        listeners.forEach(listener -> listener.hostsChanged(pool));
    }

    /** Someone in that pod shows a token that is none. */
    void refuseToken(String podUid, String why) {
        listeners.forEach(listener -> listener.tokenRefused(podUid, why));
    }

    private void see(PoolKey pool, HostView view) {
        workers.computeIfAbsent(pool, any -> new ConcurrentHashMap<>()).put(view.host(), view);
        listeners.forEach(listener -> listener.hostsChanged(pool));
    }

    private static HostStatus now(HostState state) {
        return new HostStatus(state, System.currentTimeMillis(), "", "");
    }

    Optional<PoolTerms> terms(PoolKey pool) {
        return Optional.ofNullable(declared.get(pool));
    }

    List<String> heard() {
        return heard;
    }
}
