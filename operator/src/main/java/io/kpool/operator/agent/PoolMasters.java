package io.kpool.operator.agent;

import io.kpool.pool.GoneEvidence;
import io.kpool.pool.PoolSnapshot;
import io.kpool.pool.Problem;
import io.kpool.pool.Survey;
import io.kpool.pool.WorkerId;
import java.util.Optional;

/**
 * The masters of all pools, for whoever makes and watches their hosts. Every method may be called from any thread and
 * returns at once; what it says is done in the order said. While this process does not lead, there are no masters and
 * nothing said has an effect.
 */
public interface PoolMasters {

    /**
     * The pool is to be so: its master begins with the first call and follows every later one. Say of a pool's living
     * pods that they are {@linkplain #workerExpected expected} right after the first call.
     */
    void declare(PoolKey pool, PoolTerms terms);

    /** The pool is no more: its workers are told to kill all they run and exit. */
    void forget(PoolKey pool);

    /** That worker's pod was created now. */
    void workerStarting(PoolKey pool, WorkerId worker);

    /** That worker's pod was there before this process led: it counts as silent until it says Hello. */
    void workerExpected(PoolKey pool, WorkerId worker);

    /** Every worker that was there before this process led has been told of; what none of them has, nobody has. */
    void surveyed(PoolKey pool, Survey survey);

    /** The host could not be started. */
    void hostFailed(PoolKey pool, String host, Problem problem);

    /** That worker is no more; to be said again when better evidence comes. */
    void workerGone(PoolKey pool, WorkerId worker, GoneEvidence evidence);

    /** The pool's hosts, loads and counts, at most 100 ms old; empty: not declared, or not yet. */
    Optional<PoolSnapshot> snapshot(PoolKey pool);

    /** From now on the listener hears of changes. */
    void listen(HostListener listener);

    /** Hears of hosts. Called on a thread of its own, so that it may take a lock but should not wait long. */
    interface HostListener {

        /** A host came into another state, or a worker was lost, or ended: look at the snapshot. */
        void hostsChanged(PoolKey pool);

        /** The token of what says to be in that pod is not valid, so that its namespace is not known. */
        default void tokenRefused(String podUid, String why) {
            // Only who knows the pods can tell whose that is.
        }
    }
}
