package io.kpool.pool;

import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.ProcessView.Stage;
import java.util.Comparator;
import java.util.Optional;

/** One request on its way from being asked for to being forgotten. */
final class PooledProcess {
    static final Comparator<PooledProcess> BY_AGE = Comparator.comparingLong(PooledProcess::sequence);

    enum Phase {
        /** It may run already: not every worker has said what it has. */
        RECALLED,
        /** Without a place. */
        QUEUED,
        /** A worker was chosen, and holds a slot for it. */
        ASSIGNED,
        /** The choice is durable, and it is certain that the worker does not know of it. */
        DURABLE,
        /** The worker was told, or may have been by an earlier leader. */
        DISPATCHED,
        STARTED,
        ENDED;

        boolean isBeforeWorker() {
            return this == QUEUED || this == ASSIGNED || this == DURABLE;
        }
    }

    private PlacementRequest request;
    private final long sequence;
    private Phase phase = Phase.QUEUED;
    private Worker worker;
    private long command;
    private long serial;
    private boolean owned;
    private RecentWork.Grain recent;
    private long startedMillis;
    private boolean unkillable;
    private StopOrder stop;
    private Exit exit;
    private long queuedMillis;
    private long deadlineMillis = Long.MAX_VALUE;

    /** @param sequence order of age */
    PooledProcess(PlacementRequest request, long sequence) {
        this.request = request;
        this.sequence = sequence;
    }

    RequestId id() {
        return request.request();
    }

    Target target() {
        return request.target();
    }

    boolean isLive() {
        return request.patience() == Patience.QUEUE;
    }

    long sequence() {
        return sequence;
    }

    Phase phase() {
        return phase;
    }

    /** Whether its place is nobody's to record: its caller asks again, and is told what became of it. */
    boolean isPlacedAtOnce() {
        return request.request() instanceof LiveRequest;
    }

    boolean isOn(Worker candidate) {
        return worker == candidate;
    }

    Worker worker() {
        return worker;
    }

    /** That sent it on the worker's stream; 0: it was sent on an earlier one. */
    long command() {
        return command;
    }

    /** 0: not known. */
    long serial() {
        return serial;
    }

    long startedMillis() {
        return startedMillis;
    }

    Pid pid(String pool) {
        return worker.pid(pool, serial);
    }

    boolean isUnkillable() {
        return unkillable;
    }

    Optional<Exit> exit() {
        return Optional.ofNullable(exit);
    }

    Optional<StopOrder> stop() {
        return Optional.ofNullable(stop);
    }

    long queuedMillis() {
        return queuedMillis;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    /** A process that comes back keeps the deadline that it had. */
    void queued(long nowMillis, long timeoutMillis) {
        if (deadlineMillis == Long.MAX_VALUE && isLive()) {
            queuedMillis = nowMillis;
            deadlineMillis = nowMillis + timeoutMillis;
        }
        phase = Phase.QUEUED;
        worker = null;
    }

    void recalled() {
        phase = Phase.RECALLED;
    }

    /** With what else its worker was chosen, or had started it; empty: it has none, or one that has it from before. */
    Optional<RecentWork.Grain> recent() {
        return Optional.ofNullable(recent);
    }

    void recent(RecentWork.Grain grain) {
        recent = grain;
    }

    /** Whether somebody asked for it and has not let it go. */
    boolean isOwned() {
        return owned;
    }

    void owned(boolean is) {
        owned = is;
    }

    void assigned(Worker chosen) {
        phase = Phase.ASSIGNED;
        worker = chosen;
    }

    void durable() {
        phase = Phase.DURABLE;
    }

    /** @param byCommand of the worker's stream; 0: of an earlier one */
    void dispatched(Worker told, long byCommand) {
        phase = Phase.DISPATCHED;
        worker = told;
        command = byCommand;
    }

    void newStream() {
        command = 0;
    }

    /** Its owner was found. */
    void claim(PlacementRequest by) {
        request = by;
    }

    void known(long givenSerial) {
        serial = givenSerial;
    }

    void started(long millis) {
        phase = Phase.STARTED;
        startedMillis = millis;
    }

    void unkillable() {
        unkillable = true;
    }

    void ended(Exit how) {
        phase = Phase.ENDED;
        exit = how;
    }

    /** A kill is not softened by what is asked for later. */
    boolean order(StopOrder order) {
        if (order.equals(stop) || stop != null && stop.reason() == ExitReason.KILLED) {
            return false;
        }
        stop = order;
        return true;
    }

    ProcessView view(String pool) {
        String known = worker == null || serial == 0 ? "" : pid(pool).toString();
        return new ProcessView(known, id(), stage(), startedMillis, state(pool));
    }

    private Stage stage() {
        return switch (phase) {
            case RECALLED, QUEUED -> Stage.QUEUED;
            case ASSIGNED, DURABLE, DISPATCHED -> Stage.DISPATCHED;
            case STARTED -> unkillable ? Stage.UNKILLABLE : Stage.RUNNING;
            case ENDED -> Stage.ENDED;
        };
    }

    ProcessState state(String pool) {
        return switch (phase) {
            case RECALLED, QUEUED -> new ProcessState.Queued();
            case ASSIGNED -> new ProcessState.Assigned(worker.id());
            case DURABLE, DISPATCHED -> new ProcessState.Dispatched(worker.id());
            case STARTED -> new ProcessState.Started(pid(pool), startedMillis);
            case ENDED -> new ProcessState.Ended(exit);
        };
    }
}
