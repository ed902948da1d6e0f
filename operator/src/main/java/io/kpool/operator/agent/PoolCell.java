package io.kpool.operator.agent;

import io.grpc.Status;
import io.kpool.pool.Effect;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LoadReport;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.ProcessState;
import io.kpool.pool.RefusalReason;
import io.kpool.pool.RequestId;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerId;
import io.kpool.pool.WorkerReport;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One pool's master, and what carries out what it decides. Lives on the loop. */
final class PoolCell {
    private static final Logger LOG = Logger.getLogger(PoolCell.class);

    private final PoolKey key;
    private final PoolMaster master;
    private final Turn turn;
    private final Notices notices;
    private final Connections connections = new Connections();
    private final Map<RequestId, Spawn> orders = new HashMap<>();
    private final Set<RequestId> abandoned = new HashSet<>();
    private PoolTerms terms;
    private boolean changed = true;
    private boolean hostsChanged;

    PoolCell(PoolKey key, PoolTerms terms, Turn turn, Notices notices) {
        this.key = key;
        this.terms = terms;
        this.turn = turn;
        this.notices = notices;
        this.master = new PoolMaster(key.name(), turn.epoch(), terms.settings(), turn.nowMillis());
    }

    void apply(PoolTerms next) {
        terms = next;
        ask(to -> to.apply(next.settings(), turn.nowMillis()));
    }

    /** Lets the master decide, and carries its decision out; without effects too, as of a load, the pool may change. */
    void ask(Function<PoolMaster, List<Effect>> question) {
        changed = true;
        carryOut(question.apply(master));
    }

    /** Time passed: nothing has changed but by the effects of that. */
    void tick() {
        carryOut(master.tick(turn.nowMillis()));
        publish();
    }

    private void carryOut(List<Effect> effects) {
        changed |= !effects.isEmpty();
        for (Effect effect : effects) {
            try {
                carryOut(effect);
            } catch (RuntimeException e) {
                // Must not take the rest of the turn with it: the master tells everything once.
                LOG.errorf(e, "Pool %s could not carry out %s", key, effect);
            }
        }
        if (hostsChanged) {
            hostsChanged = false;
            publish();
            notices.hostsChanged(key);
        }
    }

    /** What it wants to run, for as long as the master may want to send it. */
    void keep(RequestId request, Spawn what) {
        orders.putIfAbsent(request, what);
    }

    /** Ends it, and forgets it when it has ended. */
    void abandon(RequestId request, StopOrder order) {
        switch (master.process(request).orElse(null)) {
            case null -> notices.forget(request);
            case ProcessState.Ended _ -> acknowledge(request);
            default -> {
                abandoned.add(request);
                ask(to -> to.stop(request, order, turn.nowMillis()));
            }
        }
    }

    void acknowledge(RequestId request) {
        ask(to -> to.acknowledge(request, turn.nowMillis()));
        orders.remove(request);
        abandoned.remove(request);
        notices.forget(request);
    }

    <T> T read(Function<PoolMaster, T> question) {
        return question.apply(master);
    }

    /** A worker that was let in: the newest stream of a worker is the one that counts. */
    void join(AgentStream stream, WorkerFrame first) {
        Optional<WorkerId> known = stream.guest().worker(master, turn.nowMillis());
        if (known.isEmpty()) {
            // Its agent dials again in a moment: the pool may only hear later than the door of what was attached.
            stream.refuse(Status.UNAVAILABLE.withDescription("this host is not attached, or not yet"));
            return;
        }
        WorkerId worker = known.get();
        stream.admit(stream.guest().as(worker));
        OutgoingFrames out = stream.join(
                new Joined(worker, stream), new OutgoingFrames(stream.observer(), turn::afterThis, turn.epoch()));
        connections.add(worker, stream, out);
        out.welcome(terms.welcome(worker));
        int slots = Math.max(1, first.getHello().getSlots());
        WorkerReport hello = new WorkerReport.Hello(slots, stream.guest().provision());
        ask(to -> to.report(worker, hello, turn.nowMillis()));
        stream.hear(first);
        stream.listen();
    }

    /** Publishes what the pool looks like, if that may have changed. */
    void publish() {
        if (changed) {
            changed = false;
            notices.publish(key, master.snapshot());
        }
    }

    /** The pool is no more: what waits may wait for one of that name, what runs is ended. */
    void end() {
        String why = "pool " + key.name() + " was deleted";
        abandoned.forEach(notices::forget);
        orders.keySet().removeAll(abandoned);
        for (RequestId request : orders.keySet()) {
            switch (master.process(request).orElseGet(ProcessState.Queued::new)) {
                case ProcessState.Queued _, ProcessState.Assigned _ -> notices.forget(request);
                case ProcessState.Dispatched(var worker) ->
                    notices.ended(request, Exit.of(endOn(worker), why, turn.nowMillis()));
                case ProcessState.Started started ->
                    notices.ended(request, Exit.of(endOn(started.pid().worker()), why, turn.nowMillis()));
                case ProcessState.Ended _ -> {}
            }
        }
        connections.dismissAll(why);
    }

    // Whom nobody can tell to end may run on for a while.
    private ExitReason endOn(WorkerId worker) {
        return connections.has(worker) ? ExitReason.SHUTDOWN : ExitReason.NOCONNECTION;
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Assign(var assignment) ->
                notices.tell(assignment.request(), new RequestNews.Assigned(assignment));
            case Effect.Wait(var request, var why) -> notices.tell(request, new RequestNews.Waiting(why));
            case Effect.Refuse(var request, var why) -> {
                orders.remove(request);
                notices.tell(request, new RequestNews.Refused(why));
            }
            case Effect.Dispatch(var worker, long command, var request) -> dispatch(worker, command, request);
            case Effect.Signal(var worker, long serial, var order) ->
                connections.to(worker).ifPresent(out -> out.signal(serial, order));
            case Effect.AcknowledgeExit(var worker, long serial) ->
                connections.to(worker).ifPresent(out -> out.acknowledgeExit(serial));
            case Effect.Dismiss(var worker, String reason) -> connections.dismiss(worker, reason);
            case Effect.ProcessStarted(var request, var pid, long startedMillis) ->
                notices.tell(request, new RequestNews.Running(pid, startedMillis));
            case Effect.ProcessEnded(var request, var exit) -> ended(request, exit);
            case Effect.ProcessUnkillable(var request, var pid) -> notices.unkillable(request, pid);
            case Effect.Stray(var request, var pid) -> notices.stray(key, request, pid);
            case Effect.HostChanged _, Effect.WorkerLost _ -> hostsChanged = true;
            case Effect.WorkerEnded(var worker) -> {
                hostsChanged = true;
                notices.workerEnded(key, worker);
            }
            case Effect.Superseded _ -> notices.superseded();
        }
    }

    private void dispatch(WorkerId worker, long command, RequestId request) {
        Spawn what = orders.get(request);
        if (what == null) {
            LOG.errorf("Pool %s has nothing to dispatch as %s any more: ends it", key, request);
            turn.afterThis(() -> withdraw(worker, command, request));
            return;
        }
        connections
                .to(worker)
                .ifPresent(out -> out.spawn(what.toBuilder()
                        .setCommand(command)
                        .setRequest(Wire.requestId(request))
                        .build()));
    }

    /** Ends what its worker will never hear of. */
    private void withdraw(WorkerId worker, long command, RequestId request) {
        ask(to -> to.stop(request, new StopOrder(ExitReason.KILLED, 0), turn.nowMillis()));
        ask(to -> to.report(worker, new WorkerReport.Refused(command, RefusalReason.NOT_SERVING), turn.nowMillis()));
    }

    private void ended(RequestId request, Exit exit) {
        if (abandoned.contains(request)) {
            // Not at once: the master is still telling.
            turn.afterThis(() -> acknowledge(request));
        } else {
            notices.ended(request, exit);
        }
    }

    /** What one worker says on its newest stream. */
    private final class Joined implements AgentStream.Member {
        private final WorkerId worker;
        private final AgentStream stream;

        Joined(WorkerId worker, AgentStream stream) {
            this.worker = worker;
            this.stream = stream;
        }

        @Override
        public void received(WorkerFrame frame) {
            for (WorkerReport report : Wire.reports(frame)) {
                ask(to -> to.report(worker, report, turn.nowMillis()));
                if (report instanceof LoadReport load) {
                    connections.to(worker).ifPresent(out -> out.ack(load.sequence()));
                }
            }
            connections.to(worker).ifPresent(out -> out.answered(Wire.answeredCommands(frame)));
        }

        @Override
        public void disconnected() {
            if (connections.remove(worker, stream)) {
                ask(to -> to.disconnected(worker, turn.nowMillis()));
            }
        }
    }
}
