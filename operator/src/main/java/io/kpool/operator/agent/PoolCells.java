package io.kpool.operator.agent;

import io.grpc.Status;
import io.kpool.crd.HostReasons;
import io.kpool.operator.security.HostClaim;
import io.kpool.pool.OrderRoom;
import io.kpool.pool.Problem;
import io.kpool.protocol.agent.WorkerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All pools of this leader. Lives on the loop. */
final class PoolCells implements Turn {
    private static final Duration TICK = Duration.ofMillis(100);
    /** How long a worker may be quicker than its pool, after a change of leader. */
    private static final Duration POOL_PATIENCE = Duration.ofSeconds(10);

    private final AgentLoop loop;
    private final Notices notices;
    private final Hearers hearers;
    private final long epoch;
    private final OrderRoom orderRoom = new OrderRoom();
    private final Map<PoolKey, PoolCell> cells = new HashMap<>();
    private final Map<PoolKey, List<Runnable>> waitingToJoin = new HashMap<>();

    PoolCells(AgentLoop loop, Hearers hearers, long epoch) {
        this.loop = loop;
        this.notices = hearers.notices();
        this.hearers = hearers;
        this.epoch = epoch;
        loop.every(TICK, this::tick);
    }

    void declare(PoolKey key, PoolTerms terms) {
        PoolCell known = cells.get(key);
        if (known != null) {
            known.apply(terms);
        } else {
            PoolCell cell = new PoolCell(key, terms, this, hearers);
            cells.put(key, cell);
            cell.publish();
            notices.declared(key);
            hearers.live().declared(key);
            waitingToJoin.getOrDefault(key, List.of()).forEach(Runnable::run);
            waitingToJoin.remove(key);
        }
    }

    void forget(PoolKey key) {
        PoolCell cell = cells.remove(key);
        if (cell != null) {
            cell.end();
            notices.withdraw(key);
            notices.hostsChanged(key);
        }
    }

    /** Someone with a good token may not be that host, which says so unless it has its worker. */
    void refused(PoolKey key, String host, String why) {
        cell(key)
                .ifPresent(cell ->
                        cell.ask(to -> to.hostFailed(host, new Problem(HostReasons.TOKEN_REFUSED, why), nowMillis())));
    }

    /** Of someone without one nothing is sure; the uid of its pod, if it is the uid of one, only that pod knows. */
    void refused(HostClaim claim, String why) {
        if (!claim.podUid().isEmpty()) {
            notices.tokenRefused(claim.podUid(), why);
        }
    }

    Optional<PoolCell> cell(PoolKey key) {
        return Optional.ofNullable(cells.get(key));
    }

    /** Those of the pools of a namespace. */
    List<PoolCell> in(String namespace) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().namespace().equals(namespace))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A worker that was let in; waits a little for its pool, which a new leader hears of a moment later. */
    void join(PoolKey key, AgentStream stream, WorkerFrame first) {
        PoolCell cell = cells.get(key);
        if (cell != null) {
            cell.join(stream, first);
            return;
        }
        waitingToJoin.computeIfAbsent(key, any -> new ArrayList<>()).add(() -> {
            if (!stream.isClosed()) {
                cells.get(key).join(stream, first);
            }
        });
        loop.after(POOL_PATIENCE, () -> {
            if (!cells.containsKey(key)) {
                waitingToJoin.remove(key);
                stream.refuse(Status.UNAVAILABLE.withDescription("pool " + key + " is not known here"));
            }
        });
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long nowMillis() {
        return loop.nowMillis();
    }

    @Override
    public OrderRoom orderRoom() {
        return orderRoom;
    }

    @Override
    public long unixMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public void afterThis(Runnable task) {
        loop.execute(task);
    }

    private void tick() {
        cells.values().forEach(PoolCell::tick);
    }
}
