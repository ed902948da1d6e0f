package io.kpool.pool;

import io.kpool.pool.PooledProcess.Phase;

/**
 * How workers that someone else started leave: what runs there gets the pool's time to end and is then ended, what became
 * of it is recorded, and the worker is dismissed. One that the pool started leaves with its pod, and does so itself.
 */
final class Departures {
    /** Between asking and forcing those that used up their time. */
    private static final StopOrder SHUTDOWN = new StopOrder(ExitReason.SHUTDOWN, 5_000);
    /** For that, and for what is told at the end; as long as a pod has beyond the time of its processes. */
    private static final long MARGIN_MILLIS = 15_000;

    private final ProcessTable table;
    private final Placer placer;
    private final HostLife life;
    private long drainMillis;

    Departures(ProcessTable table, HostLife life) {
        this.table = table;
        this.placer = life.placer();
        this.life = life;
    }

    void apply(long changedDrainMillis) {
        drainMillis = changedDrainMillis;
    }

    void watch(Turn turn) {
        for (Worker worker : life.roster().workers()) {
            if (worker.isLeaving()) {
                watch(worker, turn.now() - worker.leavingSince(turn.now()), turn);
            } else {
                worker.stays();
            }
        }
    }

    private void watch(Worker worker, long leavingMillis, Turn turn) {
        for (PooledProcess process : worker.byAge()) {
            if (process.phase() == Phase.ASSIGNED || process.phase() == Phase.DURABLE) {
                placer.withdraw(process, turn);
                placer.placeAgain(process, turn);
            } else if (leavingMillis >= drainMillis) {
                table.stop(process, SHUTDOWN, turn);
            }
        }
        boolean over = leavingMillis >= drainMillis + MARGIN_MILLIS;
        if (over || worker.link().isKnown() && worker.hasNothingToTell()) {
            life.release(worker, turn);
        }
    }
}
