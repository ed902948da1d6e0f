package io.kpool.pool;

import java.util.List;

/**
 * How far what is known of a worker's load can be trusted. One whose last report is old is the last to be chosen: it may
 * be in trouble, and nobody knows what it does. One that has just come counts as loaded as the others are, less so from
 * second to second: without that it would get everything until it has caught up, while its code is still cold.
 */
final class LoadTrust {
    /** Two heartbeats: one that is late is a busy machine's, a second one is missing. Suspicion begins a second later. */
    static final long STALE_AFTER_MILLIS = 2_000;
    /** In which a newcomer comes to count as what it reports. */
    static final long RAMP_MILLIS = 10_000;

    private final Roster roster;
    private long settledLoad;

    LoadTrust(Roster roster) {
        this.roster = roster;
    }

    void watch(Turn turn) {
        for (Worker worker : roster.workers()) {
            if (worker.workload().recent().expire(turn.now())) {
                roster.refresh(worker);
            }
        }
        List<Worker> ready = roster.workers().stream()
                .filter(worker -> worker.link().isReady())
                .toList();
        settledLoad = (long) ready.stream()
                .filter(worker -> rampLeft(worker, turn) == 0)
                .mapToLong(worker -> worker.workload().runQueueMilli())
                .average()
                .orElse(0);
        for (Worker worker : ready) {
            judge(worker, turn);
        }
    }

    /** It has just said how it is. */
    void reported(Worker worker, Turn turn) {
        worker.workload().reportedAt(turn.now());
        judge(worker, turn);
    }

    private void judge(Worker worker, Turn turn) {
        Workload workload = worker.workload();
        long handicap = settledLoad * rampLeft(worker, turn) / RAMP_MILLIS;
        Workload.Trust trust = turn.now() - workload.reportedMillis() < STALE_AFTER_MILLIS
                ? Workload.Trust.fresh(handicap)
                : Workload.Trust.STALE;
        if (workload.trust(trust)) {
            roster.refresh(worker);
        }
    }

    /** Of one that never reported, all of it. */
    private static long rampLeft(Worker worker, Turn turn) {
        return Math.max(0, RAMP_MILLIS - (turn.now() - worker.workload().firstReportMillis()));
    }
}
