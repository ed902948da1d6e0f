package io.kpool.operator.live;

import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.protocol.live.SpawnRequest;
import java.util.HashMap;
import java.util.Map;

/** The session of all requests of one namespace that nobody can ask for again. Lives on the loop. */
final class House implements SessionListener {
    private final Leading leading;
    private final CallerSession<LiveSession> session;
    private final Map<Long, SpawnWaiter> waiting = new HashMap<>();
    private long numbers;

    House(Leading leading, String namespace) {
        this.leading = leading;
        this.session = leading.begin(namespace);
        session.actions().listener(this);
    }

    SpawnWaiter spawn(PoolKey pool, SpawnOrder order) {
        SpawnRequest request = order.request().toBuilder().setNumber(++numbers).build();
        SpawnWaiter waiter =
                new SpawnWaiter(order.patience().until(), session.id(), pid -> leading.startedMillis(pool, pid));
        waiting.put(request.getNumber(), waiter);
        session.actions().spawn(request);
        leading.loop().after(order.patience().atMost(), () -> giveUp(pool, request));
        return waiter;
    }

    @Override
    public void told(long number, Answer answer) {
        SpawnWaiter waiter = waiting.get(number);
        if (waiter != null) {
            waiter.told(answer);
            if (waiter.isAnswered()) {
                waiting.remove(number);
            }
        }
    }

    @Override
    public boolean isParty() {
        return false;
    }

    /** What has no process then must never get one: nobody would know of it. */
    private void giveUp(PoolKey pool, SpawnRequest request) {
        SpawnWaiter waiter = waiting.remove(request.getNumber());
        if (waiter == null) {
            return;
        }
        if (waiter.hasProcess()) {
            waiter.tellWhatIsKnown();
        } else {
            session.actions().withdraw(pool.name(), LiveWire.request(session.id(), request));
            waiter.fail(ErrorKind.DEADLINE, "it had not started in time, and was withdrawn");
        }
    }
}
