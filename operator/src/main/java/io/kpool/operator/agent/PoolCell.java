package io.kpool.operator.agent;

import io.grpc.Status;
import io.kpool.operator.agent.LivePools.Passage;
import io.kpool.operator.stream.OpenedStream;
import io.kpool.pool.Effect;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LoadReport;
import io.kpool.pool.MasterLoss;
import io.kpool.pool.Pid;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.ProcessState;
import io.kpool.pool.RefusalReason;
import io.kpool.pool.RequestId;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerFate;
import io.kpool.pool.WorkerId;
import io.kpool.pool.WorkerReport;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** One pool's master, and what carries out what it decides. Lives on the loop. */
final class PoolCell {
    /** Who hears that hosts have changed looks at all of them: it is told of a thousand changes in one second once. */
    private static final int PAUSE_PER_HOST_MILLIS = 1;

    private final PoolKey key;
    private final PoolMaster master;
    private final Turn turn;
    private final Hearers hearers;
    private final CellEffects effects;
    private PoolTerms terms;
    private boolean changed = true;
    private int hosts;
    private boolean untold;
    private long tellsAtMillis;

    PoolCell(PoolKey key, PoolTerms terms, Turn turn, Hearers hearers) {
        this.key = key;
        this.terms = terms;
        this.turn = turn;
        this.hearers = hearers;
        this.effects = new CellEffects(key, hearers, new Orders(turn.orderRoom()), new Later());
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
        master.unixAhead(turn.unixMillis() - turn.nowMillis());
        carryOut(master.tick(turn.nowMillis()));
        publish();
    }

    private void carryOut(List<Effect> decided) {
        changed |= !decided.isEmpty();
        effects.carryOut(decided);
        untold |= effects.takeHostsChanged();
        if (untold && turn.nowMillis() >= tellsAtMillis) {
            publish();
            untold = false;
            tellsAtMillis = turn.nowMillis() + (long) hosts * PAUSE_PER_HOST_MILLIS;
            hearers.notices().hostsChanged(key);
        }
    }

    /** What it wants to run, for as long as the master may want to send it. */
    void keep(RequestId request, Spawn what) {
        effects.orders().keep(request, what);
    }

    /** What is so of it from its first moment on. */
    void begin(RequestId request, FirstMoment moment) {
        effects.orders().begin(request, moment);
    }

    /** Ends it, and forgets it when it has ended. */
    void abandon(RequestId request, StopOrder order) {
        ask(to -> to.stopStrays(request, order, turn.nowMillis()));
        switch (master.process(request).orElse(null)) {
            case null -> hearers.notices().forget(request);
            case ProcessState.Ended _ -> acknowledge(request);
            default -> {
                effects.abandon(request);
                ask(to -> to.stop(request, order, turn.nowMillis()));
            }
        }
    }

    void acknowledge(RequestId request) {
        ask(to -> to.acknowledge(request, turn.nowMillis()));
        effects.forget(request);
    }

    /** Tells a worker something, now or when it is back; one that is lost hears nothing more. */
    void tell(WorkerId worker, Consumer<OutgoingFrames> word) {
        effects.connections().to(worker).ifPresentOrElse(word, () -> hold(worker, 0, word));
    }

    /** Passes on what one process tells another, or says why not. */
    Passage pass(Pid pid, ProcessSignal signal) {
        WorkerId worker = pid.worker();
        OutgoingFrames out = effects.connections().to(worker).orElse(null);
        if (out == null) {
            boolean isHeld = hold(worker, signal.getSerializedSize(), back -> back.deliver(pid.serial(), signal));
            return isHeld ? Passage.TAKEN : Passage.LOST;
        }
        if (out.isCrowded()) {
            return Passage.FULL;
        }
        out.deliver(pid.serial(), signal);
        return Passage.TAKEN;
    }

    private boolean hold(WorkerId worker, int bytes, Consumer<OutgoingFrames> word) {
        return master.fate(worker) instanceof WorkerFate.Serving
                && effects.held().hold(worker, bytes, word);
    }

    /** The streams that its workers have now. */
    Connections connections() {
        return effects.connections();
    }

    boolean hasStream(WorkerId worker) {
        return effects.connections().has(worker);
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
        OutgoingFrames out = new OutgoingFrames(stream.observer(), turn::afterThis, turn.epoch());
        stream.join(new Joined(worker, stream), out);
        effects.connections().add(worker, stream, out);
        out.welcome(terms.welcome(worker));
        effects.held().release(worker, out);
        int slots = Math.max(1, first.getHello().getSlots());
        WorkerReport hello = new WorkerReport.Hello(slots, stream.guest().provision());
        ask(to -> to.report(worker, hello, turn.nowMillis()));
        master.welcomed(worker, MasterLoss.ofSeconds(terms.masterLossSeconds()));
        stream.hear(first);
        stream.listen();
    }

    /** Publishes what the pool looks like, if that may have changed. */
    void publish() {
        if (changed) {
            changed = false;
            PoolSnapshot snapshot = master.snapshot();
            hosts = snapshot.hosts().size();
            hearers.notices().publish(key, snapshot);
        }
    }

    /** The pool is no more: what waits may wait for one of that name, what runs is ended. */
    void end() {
        new PoolEnd(key, master, effects, turn.unixMillis()).tell(hearers);
        effects.orders().clear();
        effects.connections().dismissAll(PoolEnd.why(key));
    }

    /** What carrying out a decision leads to is done after it. */
    private final class Later implements CellEffects.Answers {
        @Override
        public void undispatchable(WorkerId worker, long command, RequestId request) {
            turn.afterThis(() -> {
                ask(to -> to.stop(request, new StopOrder(ExitReason.KILLED, 0), turn.nowMillis()));
                WorkerReport refused = new WorkerReport.Refused(command, RefusalReason.NOT_SERVING);
                ask(to -> to.report(worker, refused, turn.nowMillis()));
            });
        }

        @Override
        public void abandonedEnded(RequestId request) {
            turn.afterThis(() -> acknowledge(request));
        }

        @Override
        public void ownerless(Pid pid) {
            turn.afterThis(() -> ask(to -> to.stopStray(pid, turn.nowMillis())));
        }
    }

    /** What one worker says on its newest stream. */
    private final class Joined implements OpenedStream.Member<WorkerFrame> {
        private final WorkerId worker;
        private final AgentStream stream;

        Joined(WorkerId worker, AgentStream stream) {
            this.worker = worker;
            this.stream = stream;
        }

        @Override
        public void received(WorkerFrame frame) {
            Heard heard = new Heard(key, worker, frame);
            heed(Wire.beginnings(frame));
            hearers.live().said(heard);
            heed(Wire.ends(frame));
            hearers.live().ended(heard);
            effects.connections().to(worker).ifPresent(out -> out.answered(Wire.answeredCommands(frame)));
        }

        private void heed(List<WorkerReport> reports) {
            for (WorkerReport report : reports) {
                ask(to -> to.report(worker, report, turn.nowMillis()));
                if (report instanceof LoadReport load) {
                    effects.connections().to(worker).ifPresent(out -> out.ack(load.sequence()));
                }
            }
        }

        @Override
        public void disconnected() {
            if (effects.connections().remove(worker, stream)) {
                ask(to -> to.disconnected(worker, turn.nowMillis()));
            }
        }
    }
}
