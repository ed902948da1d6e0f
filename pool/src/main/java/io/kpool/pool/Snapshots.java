package io.kpool.pool;

import io.kpool.pool.HostView.Use;
import java.util.ArrayList;
import java.util.List;

/** Makes views of a roster. */
final class Snapshots {
    private static final Use NOTHING = new Use(0, 0, 0, 0, 0);

    private Snapshots() {}

    static PoolSnapshot of(Roster roster, int queued, long ignoredReports) {
        List<HostView> hosts = new ArrayList<>();
        int processes = 0;
        long sum = 0;
        long max = 0;
        int ready = 0;
        int slots = 0;
        for (Host host : roster.hosts()) {
            HostView view = view(host);
            Use use = view.use();
            hosts.add(view);
            processes += use.processes();
            if (view.status().state().isPlaceable()) {
                ready++;
                sum += use.load();
                max = Math.max(max, use.load());
                slots += use.slots();
            }
        }
        long average = ready == 0 ? 0 : sum / ready;
        return new PoolSnapshot(hosts, new PoolSnapshot.Load(average, max, queued, processes, slots), ignoredReports);
    }

    static HostView view(Host host) {
        long incarnation =
                host.worker().map(worker -> worker.id().incarnation()).orElse(0L);
        return new HostView(
                host.name(),
                incarnation,
                host.highestIncarnation(),
                host.status(),
                host.worker().map(Snapshots::use).orElse(NOTHING),
                host.worker().map(Worker::provision).orElse(host.provision()));
    }

    private static Use use(Worker worker) {
        Workload workload = worker.workload();
        return new Use(
                workload.load(),
                workload.processes(),
                worker.slots(),
                workload.slotsUsed(),
                workload.unkillableProcesses());
    }
}
