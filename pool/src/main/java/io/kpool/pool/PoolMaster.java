package io.kpool.pool;

import io.kpool.pool.Link.Origin;
import io.kpool.pool.PlacementRequest.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One NodePool's master: knows its workers and processes, and decides. After Erlang's {@code pool_master}, which knew
 * only {@code [{Load, Node}]}.
 *
 * <p>Every method says what happened and gets what is to be done, in order. Nothing here blocks, and nothing is safe
 * for several threads: one thread calls, and carries the effects out or hands them on. Times said here are milliseconds
 * of a clock that nobody sets; one that goes back counts as the last one. Times that come out are Unix milliseconds.
 */
public final class PoolMaster {
    private final String pool;
    private final Roster roster;
    private final ProcessTable table;
    private final Placer placer;
    private final Recall recall;
    private final HostLife life;
    private final Stopping stopping;
    private final Recovery recovery;
    private final WorkerStream stream;
    private final Departures departures;
    private long lastMillis;
    private long unixAheadMillis;
    private long ignoredReports;

    /**
     * A master without workers, that serves from now on.
     *
     * @param epoch of the leader it works for
     */
    public PoolMaster(String pool, long epoch, PoolSettings settings, long nowMillis) {
        this.pool = Names.requirePool(pool);
        this.roster = new Roster();
        this.table = new ProcessTable(pool, roster);
        this.placer = new Placer(roster, table, epoch);
        Listening listening = new Listening(nowMillis);
        this.recall = new Recall(placer, listening);
        this.life = new HostLife(table, placer, recall, listening);
        this.stopping = new Stopping(table, placer, recall);
        this.recovery = new Recovery(pool, table, life);
        this.stream = new WorkerStream(table, life, recovery);
        this.departures = new Departures(table, life);
        apply(settings, nowMillis);
    }

    /** By how much the clock that everybody reads is ahead of the times said here; may be negative, and change. */
    public void unixAhead(long millis) {
        unixAheadMillis = millis;
    }

    /** The pool is to be so from now on. */
    public List<Effect> apply(PoolSettings settings, long nowMillis) {
        return decide(nowMillis, turn -> {
            placer.apply(settings.placement());
            roster.apply(settings, turn);
            departures.apply(settings.drainMillis());
            roster.hosts().forEach(host -> host.worker().ifPresent(worker -> placer.serve(worker, turn)));
            placer.expire(turn);
            departures.watch(turn);
        });
    }

    /** That worker's pod was created; it has yet to say Hello. */
    public List<Effect> workerStarting(WorkerId worker, long nowMillis) {
        return decide(nowMillis, turn -> life.arrive(worker, Origin.STARTING, turn));
    }

    /** That worker served an earlier leader: it counts as silent from now on, until it says Hello. */
    public List<Effect> workerExpected(WorkerId worker, long nowMillis) {
        return decide(nowMillis, turn -> life.arrive(worker, Origin.EXPECTED, turn));
    }

    /**
     * Who an agent is that someone else started and that comes to a host for the first time; empty: the pool does not
     * name that host as attached, or a worker of its own is still there.
     */
    public Optional<WorkerId> newcomer(String host, long nowMillis) {
        return roster.newcomer(host, turn(nowMillis).now() / 1_000);
    }

    /** A host could not be started, or a worker that would be it was refused. Changes nothing while a worker that said Hello is there. */
    public List<Effect> hostFailed(String host, Problem problem, long nowMillis) {
        return decide(nowMillis, turn -> life.failed(host, problem, turn));
    }

    /** That worker is no more. May be said again when better evidence comes. */
    public List<Effect> workerGone(WorkerId worker, GoneEvidence evidence, long nowMillis) {
        return decide(nowMillis, turn -> life.gone(worker, evidence, turn));
    }

    /**
     * A worker said something, on its newest stream: what comes on a superseded one is not passed on.
     *
     * <p>A Hello of a worker that was given up leads to {@link Effect.Dismiss}; anything else from a worker that is not
     * a member is counted and ignored.
     */
    public List<Effect> report(WorkerId id, WorkerReport report, long nowMillis) {
        return decide(nowMillis, turn -> {
            if (report instanceof WorkerReport.Hello hello) {
                hello(id, hello, turn);
            } else {
                roster.worker(id)
                        .filter(worker -> worker.link().isConnected())
                        .ifPresentOrElse(worker -> stream.on(worker, report, turn), () -> ignoredReports++);
            }
        });
    }

    /** A worker that said Hello was told how long it may do without a master. */
    public void welcomed(WorkerId id, MasterLoss told) {
        roster.worker(id).ifPresent(worker -> worker.welcomed(told));
    }

    /** A worker's newest stream broke. */
    public List<Effect> disconnected(WorkerId id, long nowMillis) {
        return decide(nowMillis, turn -> roster.worker(id).ifPresent(worker -> life.disconnected(worker, turn)));
    }

    /** Someone wants a process. A request that is known already changes nothing; a caller is told how far it has come. */
    public List<Effect> submit(PlacementRequest request, long nowMillis) {
        return decide(
                nowMillis,
                turn -> table.find(request.request())
                        .ifPresentOrElse(
                                known -> table.tellAgain(known, turn), () -> placer.place(table.add(request), turn)));
    }

    /** Every worker of an earlier leader was said to be {@linkplain #workerExpected expected}, or starting. */
    public List<Effect> surveyed(Survey survey, long nowMillis) {
        return decide(nowMillis, turn -> recall.surveyed(survey, turn));
    }

    /**
     * Someone asks again for what it asked an earlier leader for. If a worker turns out to have it, it is that process;
     * if none has, it is placed, unless a worker was lost that might have had it. Of one that is known already its caller
     * is told how far it has come.
     */
    public List<Effect> recall(PlacementRequest request, long nowMillis) {
        return decide(
                nowMillis,
                turn -> table.find(request.request())
                        .ifPresentOrElse(
                                known -> table.tellAgain(known, turn), () -> recall.add(table.add(request), turn)));
    }

    /** An {@link Effect.Assign} is durable. One that was decided otherwise since changes nothing. */
    public List<Effect> dispatch(Assignment assignment, long nowMillis) {
        return decide(nowMillis, turn -> placer.dispatch(assignment, turn));
    }

    /**
     * An earlier leader made an assignment durable, and no end of it is recorded.
     *
     * <p>If the worker's inventory shows the request, it is that process; if not, it is dispatched there, unless it is
     * recorded to have started; if the worker is lost, it ends with noconnection. A worker that is not known counts as
     * expected. What was decided here for the same request and not yet dispatched is taken back.
     */
    public List<Effect> restore(Restored restored, long nowMillis) {
        return decide(nowMillis, turn -> recovery.restore(restored, turn));
    }

    /** Ends a request however far it has come; {@link Effect.ProcessEnded} says when it has. */
    public List<Effect> stop(RequestId request, StopOrder order, long nowMillis) {
        return decide(nowMillis, turn -> table.find(request).ifPresent(process -> stopping.stop(process, order, turn)));
    }

    /** An {@link Effect.Stray} is nobody's, or its end is recorded: kills it and lets its worker forget it. */
    public List<Effect> stopStray(Pid pid, long nowMillis) {
        return decide(
                nowMillis,
                turn -> roster.worker(pid.worker())
                        .ifPresent(worker -> recovery.stopStray(worker, pid.serial(), turn)));
    }

    /** The one who asked for it is no more, and may be so before it claimed what a worker has of it. */
    public List<Effect> stopStrays(RequestId request, StopOrder order, long nowMillis) {
        return decide(nowMillis, turn -> recovery.stopStrays(request, order, turn));
    }

    /** The end of a request is recorded: the pool and the worker may forget it. */
    public List<Effect> acknowledge(RequestId request, long nowMillis) {
        return decide(nowMillis, turn -> table.acknowledge(request, turn));
    }

    /** Time passed; to be called every 100 ms or so. */
    public List<Effect> tick(long nowMillis) {
        return decide(nowMillis, turn -> {
            life.watch(turn);
            stream.watch(turn);
            departures.watch(turn);
            recall.watch(turn);
            placer.expire(turn);
        });
    }

    /** The host that would be chosen now; counts as placed there until it reports. */
    public NodeChoice getNode(Target target) {
        Optional<Worker> chosen = roster.choose(target);
        chosen.ifPresent(worker -> roster.lend(worker, lastMillis));
        return chosen.<NodeChoice>map(worker -> new NodeChoice.Chosen(worker.id()))
                .orElseGet(() -> new NodeChoice.None(placer.why(target)));
    }

    /** How far a request has come; empty: not known, or forgotten. */
    public Optional<ProcessState> process(RequestId request) {
        return table.find(request).map(process -> process.state(pool));
    }

    /** What callers may read. */
    public PoolViews views(long nowMillis) {
        return new PoolViews(pool, life, table, nowMillis);
    }

    /** What callers asked for and was not acknowledged. */
    public List<LiveRequest> liveRequests() {
        return table.liveRequests();
    }

    /** Whether a worker can still run anything. */
    public WorkerFate fate(WorkerId worker) {
        return life.fate(worker, unixAheadMillis);
    }

    public PoolSnapshot snapshot() {
        return Snapshots.of(roster, placer.queued(), ignoredReports);
    }

    private void hello(WorkerId id, WorkerReport.Hello hello, Turn turn) {
        life.arrive(id, Origin.STARTING, turn);
        roster.worker(id).ifPresentOrElse(worker -> stream.hello(worker, hello, turn), () -> {
            ignoredReports++;
            turn.add(new Effect.Dismiss(id, "worker " + id + " was given up"));
        });
    }

    private List<Effect> decide(long nowMillis, Consumer<Turn> decision) {
        Turn turn = turn(nowMillis);
        decision.accept(turn);
        return turn.effects();
    }

    private Turn turn(long nowMillis) {
        lastMillis = Math.max(lastMillis, nowMillis);
        return new Turn(lastMillis, lastMillis + unixAheadMillis);
    }
}
