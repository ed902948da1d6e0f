package io.kpool.operator.nodepool;

import io.kpool.pool.HostView;
import java.time.Instant;
import java.util.Map;

/**
 * All that a plan for a pool is made from, besides its spec; maps are by host.
 *
 * @param workers as the pool's master knows them
 * @param servingSince when this operator began to hear workers
 */
record Observation(
        Map<String, WorkerPod> pods,
        Map<String, HostView> workers,
        Map<String, HostMemory> memory,
        Instant servingSince,
        Instant now) {
    Observation {
        pods = Map.copyOf(pods);
        workers = Map.copyOf(workers);
        memory = Map.copyOf(memory);
    }

    /** Its worker may have joined an earlier operator, and not have had the time to dial this one. */
    boolean mayDialAgain(String host) {
        WorkerPod pod = pods.get(host);
        return pod != null && pod.ranBefore(servingSince) && now.isBefore(servingSince.plus(HostPlanner.LOST_AFTER));
    }

    HostMemory memoryOf(String host) {
        return memory.getOrDefault(host, HostMemory.NOTHING);
    }

    /** What would be lost with a host: its processes; of one that does not serve less than nothing. */
    int worthOf(String host) {
        HostView view = workers.get(host);
        boolean serves = view != null
                && switch (view.status().state()) {
                    case READY, SUSPECT -> true;
                    case STARTING, LOST, DRAINING, FAILED, ABSENT -> false;
                };
        return serves ? processesOf(host) : -1;
    }

    int processesOf(String host) {
        HostView view = workers.get(host);
        return view == null ? 0 : view.use().processes();
    }
}
