package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Orders;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.Switchboards.Callers.Member;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.ExitHandling;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PartySignal;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.RequestFailure;
import io.kpool.pool.SessionActions;
import io.kpool.pool.SignalEffect;
import io.kpool.pool.StopOrder;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Carries out what one caller's session decides, and is the session for other parties. Lives on the loop. */
final class LiveSession implements SessionActions {
    private static final StopOrder KILL = new StopOrder(ExitReason.KILLED, 0);

    private static final StopOrder SHUTDOWN = new StopOrder(ExitReason.SHUTDOWN, 0);

    private final String namespace;
    private final Leading leading;
    private final LivePools pools;
    private final Map<String, PoolKey> keys = new HashMap<>();
    // Requests that are to be linked with their processes, and have none yet.
    private final Map<Long, Pending> pending = new HashMap<>();
    private final Follows follows;
    private final Mailbox mailbox = new Mailbox();
    private CallerSession<LiveSession> session;
    private SessionListener listener = SessionListener.NOBODY;
    private ExitHandling handling = ExitHandling.UNTRAPPED;
    // Of the request that the session decides about now.
    private Target target;
    private Spawn what;

    private record Pending(PoolKey pool, LiveRequest request) {}

    LiveSession(String namespace, Leading leading) {
        this.namespace = namespace;
        this.leading = leading;
        this.pools = leading.pools();
        this.follows = new Follows(this, leading.followers());
    }

    String namespace() {
        return namespace;
    }

    Follows follows() {
        return follows;
    }

    void of(CallerSession<LiveSession> decides) {
        session = decides;
    }

    void listener(SessionListener newest) {
        listener = newest;
    }

    SessionListener listener() {
        return listener;
    }

    void handling(ExitHandling wanted) {
        handling = wanted;
    }

    /** Its caller wants that, and may. */
    void spawn(SpawnRequest request) {
        LiveRequest id;
        try {
            id = LiveWire.request(session.id(), request);
            target = LiveWire.target(request);
            what = LiveWire.spawn(session.id(), request);
        } catch (IllegalArgumentException senseless) {
            reject(request.getNumber(), RequestFailure.INVALID, senseless.getMessage());
            return;
        }
        // One that is known was linked when it started, and may have been unlinked since.
        if (request.getLink() && !session.knows(request.getNumber())) {
            pending.put(request.getNumber(), new Pending(key(request.getPool()), id));
        }
        if (request.getFollow() && !session.isDone(request.getNumber())) {
            follows.want(request.getNumber());
        }
        session.spawn(id, request.getPool());
        // A session may last, and this may be long.
        what = Spawn.getDefaultInstance();
    }

    /** A worker has a process of it from before this leader, and says itself with whom that is linked. */
    void adopted(LiveRequest request, String pool) {
        pending.remove(request.number());
        session.adopted(request, pool);
    }

    /** The session does not hear of it: the same number may be asked for again. */
    void reject(long number, RequestFailure why, String message) {
        tell(number, new Answer.Failed(why, message));
    }

    /** What an exit signal does to it. */
    SignalEffect effectOf(PartySignal.ExitSignal exit) {
        return handling.effectOf(exit.reason(), exit.origin());
    }

    /**
     * Another party tells it something, which waits for its caller if that is away.
     *
     * @return whether there was room for it
     */
    boolean signalled(ProcessSignal signal) {
        // Of a link that is gone its caller hears when it says that it knows of it.
        boolean isRemembered = signal.hasExit() && signal.getExit().getLinked();
        return listener.signalled(signal) || isRemembered || mailbox.put(signal);
    }

    /** How often it stands under a key now; whoever is away is told when it is back. */
    void stands(Membership now) {
        listener.stands(now);
    }

    /** Its caller is there: it gets what waits. */
    void deliver() {
        mailbox.empty().forEach(this::signalled);
    }

    /** It is over: who was linked with it is told why. */
    void end(ExitReason reason, String message) {
        SessionListener last = listener;
        listener = SessionListener.NOBODY;
        leave(reason, message);
        close();
        last.ended(Ended.newBuilder()
                .setReason(SignalWire.write(reason))
                .setMessage(message)
                .build());
    }

    /** Its caller did not come back: what it has told is kept on, but it is no party any more. */
    void expired() {
        leave(ExitReason.NOCONNECTION, "its caller did not come back");
    }

    /** What it was told is forgotten, and what it started runs on. */
    void close() {
        leading.sessions().of(namespace).close(session.id(), leading.loop().nowMillis());
    }

    private void leave(ExitReason reason, String message) {
        follows.end();
        leading.boards().ended(new Member(namespace, session.id()), reason, message);
        leading.directories().ended(namespace, session.id());
        // Nobody could tell these, once they have started.
        List.copyOf(pending.values()).forEach(one -> pools.stop(one.pool(), one.request(), SHUTDOWN));
        pending.clear();
    }

    @Override
    public void place(String pool, LiveRequest request) {
        pools.orderRoom()
                .refuses(request.session(), Orders.size(what))
                .ifPresentOrElse(
                        full -> refuse(request, full), () -> order(pool, request, pools::place, LiveSession::noPool));
    }

    @Override
    public void recall(String pool, LiveRequest request) {
        pools.orderRoom()
                .refusesRecalled(Orders.size(what))
                .ifPresentOrElse(
                        full -> refuse(request, full),
                        () -> order(pool, request, pools::recall, LiveSession::nobodyToTell));
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
        if (answer instanceof Answer.Started(Pid pid)) {
            if (pending.remove(number) != null) {
                leading.boards().of(namespace).remember(pid, session.id());
            }
            follows.started(number, pid);
        } else {
            pending.remove(number);
            follows.over(number);
        }
        listener.told(number, answer);
    }

    private interface Order {
        void give(PoolKey pool, PlacementRequest request, Spawn what);
    }

    private static Answer.Failed noPool(PoolKey pool) {
        return new Answer.Failed(RequestFailure.NO_SUCH_POOL, "there is no pool " + pool);
    }

    private static Answer.Failed nobodyToTell(PoolKey pool) {
        String message = "there is no pool " + pool + " any more that could tell what became of it";
        return new Answer.Failed(RequestFailure.UNKNOWN_OUTCOME, message);
    }

    private void order(String pool, LiveRequest request, Order order, Function<PoolKey, Answer.Failed> unknownPool) {
        PoolKey key = key(pool);
        PlacementRequest placement = new PlacementRequest(request, target, Patience.QUEUE);
        Spawn process = what;
        // Its pool counts what it takes itself.
        if (pools.isDeclared(key)) {
            order.give(key, placement, process);
            return;
        }
        Runnable leave = wait(request, process);
        leading.late()
                .find(
                        key,
                        () -> {
                            leave.run();
                            order.give(key, placement, process);
                        },
                        () -> {
                            leave.run();
                            refuse(request, unknownPool.apply(key));
                        });
    }

    /** It takes room while its pool may only not have been heard of, until that is run. */
    private Runnable wait(LiveRequest request, Spawn process) {
        int size = Orders.size(process);
        pools.orderRoom().take(request.session(), size);
        return () -> pools.orderRoom().give(request.session(), size);
    }

    private void refuse(LiveRequest request, Answer.Failed why) {
        session.refused(request, why, leading.loop().nowMillis());
    }

    private PoolKey key(String pool) {
        return keys.computeIfAbsent(pool, name -> new PoolKey(namespace, name));
    }
}
