package io.kpool.operator.agent;

import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PartySignal.ExitSignal;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.ProcessState;
import io.kpool.pool.RequestId;
import io.kpool.pool.SignalOrigin;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.WorkerId;
import java.util.List;

/** Tells everyone whom a pool that was deleted leaves behind, while its workers' streams are still known. */
record PoolEnd(PoolKey key, PoolMaster master, CellEffects effects, long unixMillis) {

    static String why(PoolKey key) {
        return "pool " + key.name() + " was deleted";
    }

    void tell(Hearers hearers) {
        for (WorkerId worker : workers()) {
            hearers.live().lost(key, worker, new ExitSignal(reason(worker), why(key), SignalOrigin.LINK));
        }
        effects.kept().forEach(request -> end(request, hearers));
        master.liveRequests().forEach(request -> end(request, hearers));
    }

    private List<WorkerId> workers() {
        return master.snapshot().hosts().stream()
                .filter(host -> host.incarnation() > 0)
                .map(host -> new WorkerId(host.host(), host.incarnation()))
                .toList();
    }

    private void end(RequestId request, Hearers hearers) {
        switch (master.process(request).orElseGet(ProcessState.Queued::new)) {
            case ProcessState.Queued _, ProcessState.Assigned _ -> withdrawn(request, hearers);
            case ProcessState.Dispatched(var worker) -> ended(request, worker, hearers);
            case ProcessState.Started started -> ended(request, started.pid().worker(), hearers);
            case ProcessState.Ended _ -> {}
        }
    }

    private void withdrawn(RequestId request, Hearers hearers) {
        switch (request) {
            case LiveRequest caller -> hearers.live().withdrawn(key, caller);
            case SpawnAttempt attempt -> hearers.notices().forget(attempt);
        }
    }

    private void ended(RequestId request, WorkerId worker, Hearers hearers) {
        Exit exit = Exit.of(reason(worker), why(key), unixMillis);
        switch (request) {
            case LiveRequest caller -> hearers.live().ended(key, caller, exit);
            case SpawnAttempt attempt -> hearers.notices().ended(attempt, exit);
        }
    }

    // Whom nobody can tell to end may run on for a while.
    private ExitReason reason(WorkerId worker) {
        return effects.connections().has(worker) ? ExitReason.SHUTDOWN : ExitReason.NOCONNECTION;
    }
}
