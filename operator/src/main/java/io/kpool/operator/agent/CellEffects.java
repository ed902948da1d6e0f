package io.kpool.operator.agent;

import io.kpool.pool.Effect;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PartySignal.ExitSignal;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RequestId;
import io.kpool.pool.SignalOrigin;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Spawn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Carries out what one pool's master decides. Lives on the loop. */
final class CellEffects {
    private static final Logger LOG = Logger.getLogger(CellEffects.class);

    private final PoolKey key;
    private final Notices notices;
    private final LiveListener live;
    private final Answers answers;
    private final Connections connections = new Connections();
    private final Orders orders;
    private final Set<RequestId> abandoned = new HashSet<>();
    // What is to be so of them when they have started: of what a worker has from before it is so already.
    private final Map<RequestId, FirstMoment> beginning = new HashMap<>();
    private final HeldWords held = new HeldWords();
    private boolean hostsChanged;

    /** What follows for the master; said while it is still telling, hence to be done after that. */
    interface Answers {
        /** There is nothing to send there. */
        void undispatchable(WorkerId worker, long command, RequestId request);

        /** It ended, and nobody will record how. */
        void abandonedEnded(RequestId request);

        /** It is nobody's, and nobody need be asked. */
        void ownerless(Pid pid);
    }

    CellEffects(PoolKey key, Hearers hearers, Orders orders, Answers answers) {
        this.key = key;
        this.notices = hearers.notices();
        this.live = hearers.live();
        this.orders = orders;
        this.answers = answers;
    }

    Connections connections() {
        return connections;
    }

    HeldWords held() {
        return held;
    }

    Orders orders() {
        return orders;
    }

    void abandon(RequestId request) {
        abandoned.add(request);
    }

    void forget(RequestId request) {
        orders.remove(request);
        beginning.remove(request);
        if (request instanceof SpawnAttempt) {
            abandoned.remove(request);
            notices.forget(request);
        }
    }

    /** What Spawns asked for and did not abandon. */
    List<RequestId> kept() {
        abandoned.forEach(notices::forget);
        abandoned.forEach(orders::remove);
        return orders.ofSpawns();
    }

    /** Whether the hosts are not as they were, which is told once. */
    boolean takeHostsChanged() {
        boolean told = hostsChanged;
        hostsChanged = false;
        return told;
    }

    void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            try {
                carryOut(effect);
            } catch (RuntimeException e) {
                // Must not take the rest of the turn with it: the master tells everything once.
                LOG.errorf(e, "Pool %s could not carry out %s", key, effect);
            }
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Assign(var assignment) ->
                notices.tell(assignment.request(), new RequestNews.Assigned(assignment));
            case Effect.Wait(var request, var why) -> waiting(request, why);
            case Effect.Refuse(var request, var why) -> refused(request, why);
            case Effect.Dispatch(var worker, long command, var request) -> dispatch(worker, command, request);
            case Effect.Signal(var worker, long serial, var order) ->
                connections.to(worker).ifPresent(out -> out.signal(serial, order));
            case Effect.AcknowledgeExit(var worker, long serial) ->
                connections.to(worker).ifPresent(out -> out.acknowledgeExit(serial));
            case Effect.Dismiss(var worker, String reason) -> connections.dismiss(worker, reason);
            case Effect.ProcessStarted started -> started(started);
            case Effect.ProcessEnded(var request, var exit) -> ended(request, exit);
            case Effect.ProcessUnkillable(var request, var pid) -> unkillable(request, pid);
            case Effect.Stray(var request, var pid) -> stray(request, pid);
            case Effect.Adopted(var request, var _) -> live.adopted(key, request);
            case Effect.HostChanged _ -> hostsChanged = true;
            case Effect.WorkerLost(var worker, long _) -> {
                hostsChanged = true;
                held.drop(worker);
                String why = "worker " + worker + " was lost";
                live.lost(key, worker, new ExitSignal(ExitReason.NOCONNECTION, why, SignalOrigin.LINK));
            }
            case Effect.WorkerEnded(var worker) -> {
                hostsChanged = true;
                notices.workerEnded(key, worker);
            }
            case Effect.Superseded _ -> notices.superseded();
        }
    }

    private void waiting(RequestId request, PlacementFailure why) {
        if (request instanceof SpawnAttempt) {
            notices.tell(request, new RequestNews.Waiting(why));
        }
    }

    private void refused(RequestId request, PlacementFailure why) {
        orders.remove(request);
        switch (request) {
            case LiveRequest caller -> live.refused(key, caller, why);
            case SpawnAttempt attempt -> notices.tell(attempt, new RequestNews.Refused(why));
        }
    }

    private void started(Effect.ProcessStarted started) {
        switch (started.request()) {
            case LiveRequest caller -> {
                orders.remove(caller);
                live.started(key, caller, started.pid());
            }
            case SpawnAttempt attempt -> {
                notices.tell(attempt, new RequestNews.Running(started.pid(), started.startedMillis()));
                FirstMoment moment = beginning.remove(attempt);
                if (moment != null) {
                    live.began(key, started.pid(), moment);
                }
            }
        }
    }

    private void ended(RequestId request, Exit exit) {
        switch (request) {
            case LiveRequest caller -> {
                orders.remove(caller);
                live.ended(key, caller, exit);
            }
            case SpawnAttempt attempt -> {
                if (abandoned.contains(attempt)) {
                    answers.abandonedEnded(attempt);
                } else {
                    notices.ended(attempt, exit);
                }
            }
        }
    }

    private void unkillable(RequestId request, Pid pid) {
        if (request instanceof SpawnAttempt) {
            notices.unkillable(request, pid);
        }
    }

    private void stray(RequestId request, Pid pid) {
        switch (request) {
            case LiveRequest caller -> {
                LOG.warnf("Process %s of %s runs a second time: ends it", pid, caller);
                answers.ownerless(pid);
            }
            case SpawnAttempt attempt -> notices.stray(key, attempt, pid);
        }
    }

    private void dispatch(WorkerId worker, long command, RequestId request) {
        Spawn what = orders.find(request);
        if (what == null) {
            LOG.errorf("Pool %s has nothing to dispatch as %s any more: ends it", key, request);
            answers.undispatchable(worker, command, request);
            return;
        }
        if (request instanceof SpawnAttempt) {
            FirstMoment moment = Wire.firstMoment(what);
            if (!moment.isAlone()) {
                beginning.put(request, moment);
            }
        }
        connections.to(worker).ifPresent(out -> out.spawn(Wire.spawn(what, command, request)));
    }
}
