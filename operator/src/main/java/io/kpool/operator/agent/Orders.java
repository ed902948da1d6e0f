package io.kpool.operator.agent;

import io.kpool.pool.LiveRequest;
import io.kpool.pool.OrderRoom;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.protocol.agent.Spawn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be run in one pool, for as long as the master may want to send it. Lives on the loop. */
public final class Orders {
    /** An entry takes this beside its text: an empty one is not for nothing. */
    private static final int ENTRY = 64;

    private final OrderRoom room;
    private final Map<RequestId, Spawn> orders = new HashMap<>();

    Orders(OrderRoom room) {
        this.room = room;
    }

    /** What one takes while it waits. */
    public static int size(Spawn what) {
        int entries = what.hasCommandLine()
                ? what.getCommandLine().getArgvCount()
                        + 2 * what.getCommandLine().getEnvCount()
                : 0;
        return what.getSerializedSize() + ENTRY * entries;
    }

    void keep(RequestId request, Spawn what) {
        if (orders.putIfAbsent(request, what) == null && request instanceof LiveRequest live) {
            room.take(live.session(), size(what));
        }
    }

    /** Null: nothing is to be run by that name any more. */
    Spawn find(RequestId request) {
        return orders.get(request);
    }

    /** What is so of a Spawn's process from its first moment on. */
    void begin(RequestId request, FirstMoment moment) {
        orders.computeIfPresent(request, (any, order) -> Wire.spawn(order, moment));
    }

    void remove(RequestId request) {
        Spawn what = orders.remove(request);
        if (what != null && request instanceof LiveRequest live) {
            room.give(live.session(), size(what));
        }
    }

    /** The pool is no more. */
    void clear() {
        List.copyOf(orders.keySet()).forEach(this::remove);
    }

    List<RequestId> ofSpawns() {
        return orders.keySet().stream().filter(SpawnAttempt.class::isInstance).toList();
    }
}
