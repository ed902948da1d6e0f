package io.kpool.pool;

import java.util.List;
import java.util.Optional;

/**
 * One NodePool's master: knows its workers and processes, and decides. After Erlang's {@code pool_master}, which knew
 * only {@code [{Load, Node}]}.
 *
 * <p>Every method says what happened and gets what is to be done, in order. Nothing here blocks, and nothing is safe
 * for several threads: one thread calls, and carries the effects out or hands them on. Times are Unix milliseconds that
 * never go back.
 */
public final class PoolMaster {

    /**
     * A master without workers, that serves from now on.
     *
     * @param epoch of the leader it works for
     */
    public PoolMaster(String pool, long epoch, PoolSettings settings, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** The pool is to be so from now on. */
    public List<Effect> apply(PoolSettings settings, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** That worker's pod was created; it has yet to say Hello. Ends the host's failure. */
    public List<Effect> workerStarting(WorkerId worker, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** That worker served an earlier leader: it counts as silent from now on, until it says Hello. */
    public List<Effect> workerExpected(WorkerId worker, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** A host could not be started. Changes nothing while its worker lives. */
    public List<Effect> hostFailed(String host, Problem problem, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** That worker is no more. May be said again when better evidence comes. */
    public List<Effect> workerGone(WorkerId worker, GoneEvidence evidence, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** A worker said something, on its newest stream: what comes on a superseded one is not passed on. */
    public List<Effect> report(WorkerId worker, WorkerReport report, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** A worker's newest stream broke. */
    public List<Effect> disconnected(WorkerId worker, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** Someone wants a process. A request that is known already changes nothing. */
    public List<Effect> submit(PlacementRequest request, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** An {@link Effect.Assign} is durable. One that was decided otherwise since changes nothing. */
    public List<Effect> dispatch(Assignment assignment, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /**
     * An earlier leader made this assignment durable, and no end of it is recorded.
     *
     * <p>If the worker's inventory shows the request, it is that process; if not, it is dispatched there, unless it is
     * known to have started; if the worker is lost, it ends with noconnection.
     */
    public List<Effect> restore(Assignment assignment, RecordedStart start, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** Ends a request however far it has come; {@link Effect.ProcessEnded} says when it has. */
    public List<Effect> stop(RequestId request, StopOrder order, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** An {@link Effect.Stray} is nobody's: kills it and lets its worker forget it. */
    public List<Effect> stopStray(Pid pid, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** The end of a request is recorded: the pool and the worker may forget it. */
    public List<Effect> acknowledge(RequestId request, long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** Time passed; to be called every 100 ms or so. */
    public List<Effect> tick(long nowMillis) {
        throw new UnsupportedOperationException();
    }

    /** How far a request has come; empty: not known, or forgotten. */
    public Optional<ProcessState> process(RequestId request) {
        throw new UnsupportedOperationException();
    }

    /** Whether a worker can still run anything. */
    public WorkerFate fate(WorkerId worker) {
        throw new UnsupportedOperationException();
    }

    public PoolSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }
}
