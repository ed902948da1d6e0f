package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.RequestFailure;
import io.kpool.pool.SessionActions;
import io.kpool.pool.StopOrder;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.live.SpawnRequest;
import java.util.HashMap;
import java.util.Map;

/** Carries out what one caller's session decides. Lives on the loop. */
final class LiveSession implements SessionActions {
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private final String namespace;
    private final LivePools pools;
    private final LatePools late;
    private final Loop loop;
    private final Map<String, PoolKey> keys = new HashMap<>();
    private CallerSession<LiveSession> session;
    private Listener listener = Listener.NOBODY;
    // Of the request that the session decides about now.
    private Target target;
    private Spawn what;

    /** Who hears the answers, if somebody is there. */
    interface Listener {
        Listener NOBODY = (number, answer) -> {};

        void told(long number, Answer answer);
    }

    LiveSession(String namespace, Leading leading) {
        this.namespace = namespace;
        this.pools = leading.pools();
        this.late = leading.late();
        this.loop = leading.loop();
    }

    String namespace() {
        return namespace;
    }

    void of(CallerSession<LiveSession> decides) {
        session = decides;
    }

    void listener(Listener newest) {
        listener = newest;
    }

    Listener listener() {
        return listener;
    }

    /** Its caller wants that, and may. */
    void spawn(SpawnRequest request) {
        LiveRequest id = LiveWire.request(session.id(), request);
        try {
            target = LiveWire.target(request);
            what = LiveWire.spawn(session.id(), request);
        } catch (IllegalArgumentException senseless) {
            reject(request.getNumber(), RequestFailure.INVALID, senseless.getMessage());
            return;
        }
        session.spawn(id, request.getPool());
    }

    /** The session does not hear of it: the same number may be asked for again. */
    void reject(long number, RequestFailure why, String message) {
        tell(number, new Answer.Failed(why, message));
    }

    @Override
    public void place(String pool, LiveRequest request) {
        order(pool, request, pools::place);
    }

    @Override
    public void recall(String pool, LiveRequest request) {
        order(pool, request, pools::recall);
    }

    @Override
    public void withdraw(String pool, LiveRequest request) {
        pools.stop(key(pool), request, KILL);
    }

    @Override
    public void forget(String pool, LiveRequest request) {
        pools.acknowledge(key(pool), request);
    }

    @Override
    public void tell(long number, Answer answer) {
        listener.told(number, answer);
    }

    private interface Order {
        void give(PoolKey pool, PlacementRequest request, Spawn what);
    }

    private void order(String pool, LiveRequest request, Order order) {
        PoolKey key = key(pool);
        PlacementRequest placement = new PlacementRequest(request, target, Patience.QUEUE);
        Spawn process = what;
        late.find(key, () -> order.give(key, placement, process), () -> {
            Answer.Failed unknown = new Answer.Failed(RequestFailure.NO_SUCH_POOL, "there is no pool " + key);
            session.refused(request, unknown, loop.nowMillis());
        });
    }

    private PoolKey key(String pool) {
        return keys.computeIfAbsent(pool, name -> new PoolKey(namespace, name));
    }
}
