package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What holds after every call of a master, whatever happened. */
final class Invariants {
    private final PoolMaster master;
    private final List<HostSettings> wanted;
    private final Set<WorkerId> refusing;
    private final List<RequestId> placed = new ArrayList<>();
    private final PoolSnapshot snapshot;

    Invariants(PoolMaster master, List<HostSettings> wanted, Set<WorkerId> refusing) {
        this.master = master;
        this.wanted = wanted;
        this.refusing = refusing;
        this.snapshot = master.snapshot();
    }

    void check(Effect effect) {
        switch (effect) {
            case Effect.Assign(Assignment assignment) -> checkPlace(assignment);
            case Effect.Dispatch(WorkerId worker, long command, RequestId request) -> checkMember(worker);
            case Effect.Signal(WorkerId worker, long serial, StopOrder order) -> checkMember(worker);
            case Effect.AcknowledgeExit(WorkerId worker, long serial) -> checkMember(worker);
            default -> {}
        }
    }

    /** Nobody waits while there is room for him, and nobody is overtaken. */
    void checkQueue(List<RequestId> oldestFirst, Function<RequestId, Target> target) {
        List<RequestId> anywhere = oldestFirst.stream()
                .filter(request -> target.apply(request) instanceof Anywhere)
                .toList();
        List<RequestId> waiting = anywhere.stream().filter(this::isQueued).toList();
        if (waiting.isEmpty()) {
            return;
        }
        int oldest = anywhere.indexOf(waiting.getFirst());
        assertThat(placed).noneMatch(request -> anywhere.indexOf(request) > oldest);
        assertThat(snapshot.hosts()).as("room while %s waits", waiting).noneMatch(this::hasRoom);
    }

    private void checkPlace(Assignment assignment) {
        HostView host = host(assignment.worker().host());
        assertThat(host.status().state()).as("%s", assignment).isEqualTo(HostState.READY);
        assertThat(host.incarnation()).isEqualTo(assignment.worker().incarnation());
        assertThat(isOpen(host)).isTrue();
        assertThat(refusing).doesNotContain(assignment.worker());
        assertThat(host.use().slotsUsed()).isLessThanOrEqualTo(host.use().slots());
        placed.add(assignment.request());
    }

    private void checkMember(WorkerId worker) {
        assertThat(master.fate(worker)).isEqualTo(new WorkerFate.Serving());
        assertThat(host(worker.host()).incarnation()).isEqualTo(worker.incarnation());
    }

    private boolean isQueued(RequestId request) {
        return master.process(request)
                .filter(state -> state instanceof ProcessState.Queued)
                .isPresent();
    }

    private boolean hasRoom(HostView host) {
        return host.status().state() == HostState.READY
                && isOpen(host)
                && host.use().slotsUsed() < host.use().slots()
                && !refusing.contains(new WorkerId(host.host(), host.incarnation()));
    }

    private boolean isOpen(HostView host) {
        return wanted.stream()
                .anyMatch(settings -> settings.name().equals(host.host()) && settings.admission() == Admission.OPEN);
    }

    private HostView host(String name) {
        return snapshot.hosts().stream()
                .filter(view -> view.host().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
