package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.operator.nodepool.WorkerPod.Ended;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stage;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.HostState;
import io.kpool.pool.HostStatus;
import io.kpool.pool.HostView;
import io.kpool.pool.Provision;
import java.time.Instant;

/** What tests let be seen. */
final class Seen {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long INCARNATION = NOW.getEpochSecond() - 600;
    static final String HASH = "hash";
    static final Stage RUNS = new Running(NOW.minusSeconds(600));
    static final Stage CRASHED =
            new Ended(new HostFailure(HostReasons.CRASHED, "exit code 1"), GoneEvidence.CONTAINER_ENDED);

    private Seen() {}

    static WorkerPod pod(String host, Stage stage) {
        return new WorkerPod("demo-" + host, "uid-" + host, INCARNATION, "node-1", HASH, false, stage);
    }

    static SeenWorker worker(String host, Stage stage, HostState state) {
        return SeenWorker.of(pod(host, stage), view(host, state, NOW));
    }

    /** As masters do, which know no worker any more when it is lost. */
    static HostView view(String host, HostState state, Instant since) {
        return new HostView(
                host,
                state == HostState.LOST ? 0 : INCARNATION,
                INCARNATION,
                new HostStatus(state, since.toEpochMilli(), "", ""),
                new HostView.Use(0, 0, 256, 0, 0),
                Provision.STARTED);
    }

    static HostView busy(String host, int processes) {
        return new HostView(
                host,
                INCARNATION,
                INCARNATION,
                new HostStatus(HostState.READY, NOW.toEpochMilli(), "", ""),
                new HostView.Use(1000L * processes, processes, 256, processes, 0),
                Provision.STARTED);
    }

    /** Of a host that this operator has looked at before. */
    static HostMemory known(String host) {
        return HostMemory.NOTHING.seeing(pod(host, RUNS));
    }
}
