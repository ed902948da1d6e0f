package io.kpool.pool;

import io.kpool.pool.Explanation.Candidate;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PooledProcess.Phase;
import io.kpool.pool.Switchboard.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What callers may read of a pool. */
public final class PoolViews {
    private final String pool;
    private final HostLife life;
    private final Roster roster;
    private final ProcessTable table;
    private final long nowMillis;

    PoolViews(String pool, HostLife life, ProcessTable table, long nowMillis) {
        this.pool = pool;
        this.life = life;
        this.roster = life.roster();
        this.table = table;
        this.nowMillis = nowMillis;
    }

    /** Wanted hosts in the pool's order, then those that are still there, by name. */
    public List<NodeView> nodes() {
        return roster.hosts().stream().map(this::node).toList();
    }

    public Optional<NodeView> node(String name) {
        return roster.known(name).map(this::node);
    }

    public Explanation explain() {
        List<Candidate> candidates = new ArrayList<>();
        for (Host host : roster.hosts()) {
            candidates.add(new Candidate(node(host), excluded(host)));
        }
        String chosen = roster.next().map(worker -> worker.id().host()).orElse("");
        return new Explanation(roster.strategy(), chosen, candidates);
    }

    /**
     * Those that somebody asked for and whose end is not acknowledged. What begins while pages are read comes last, hence
     * none is left out.
     *
     * @param after the last one of the page before; 0: there is none
     * @param limit positive
     */
    public ProcessPage processes(long after, int limit) {
        List<PooledProcess> oldest = table.oldest(after, limit + 1);
        List<ProcessView> page = new ArrayList<>();
        int characters = 0;
        for (PooledProcess process : oldest) {
            if (page.size() == limit || characters > ProcessPage.MOST_CHARACTERS) {
                return new ProcessPage(page, oldest.get(page.size() - 1).sequence());
            }
            page.add(process.view(pool));
            characters += process.exit().map(exit -> exit.message().length()).orElse(0);
        }
        return new ProcessPage(page, 0);
    }

    public Optional<ProcessView> process(Pid pid) {
        return roster.worker(pid.worker())
                .flatMap(worker -> worker.bySerial(pid.serial()))
                .or(() -> table.left(pid.worker(), pid.serial()))
                .map(process -> process.view(pool));
    }

    /** Whether every worker that served an earlier leader was heard, or given up. */
    public boolean isSettled() {
        return life.recall().isSettled();
    }

    /** Whether a process runs, as far as this leader has heard. */
    public Standing standing(Pid pid) {
        Worker worker = roster.worker(pid.worker()).orElse(null);
        if (worker == null) {
            return life.isOver(pid.worker()) || life.recall().isSettled() ? Standing.OVER : Standing.UNKNOWN;
        }
        return worker.bySerial(pid.serial())
                .map(process -> process.phase() == Phase.ENDED ? Standing.OVER : Standing.THERE)
                .orElse(worker.link().isKnown() ? Standing.OVER : Standing.UNKNOWN);
    }

    private NodeView node(Host host) {
        long age = host.worker()
                .map(Worker::workload)
                .filter(Workload::isReported)
                .map(workload -> nowMillis - workload.reportedMillis())
                .orElse(-1L);
        return new NodeView(Snapshots.view(host), host.admission(), age);
    }

    private static String excluded(Host host) {
        if (host.admission() == Admission.CORDONED) {
            return "it is cordoned";
        }
        HostState state = host.status().state();
        if (!state.isPlaceable()) {
            return "it is " + state.name().toLowerCase(Locale.ROOT);
        }
        Worker worker = host.worker().orElseThrow();
        if (worker.workload().isBlocked()) {
            return "it refused what should have fitted, and has not reported since";
        }
        return worker.freeSlots() > 0 ? "" : "all its slots are taken";
    }
}
