package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementRequest.Anywhere;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds after every call of a master, whatever happened. */
final class Invariants {
    private final PoolMaster master;
    private final Set<RequestId> ended = new HashSet<>();
    private final Set<WorkerId> lost = new HashSet<>();
    private final Set<WorkerId> refusing = new HashSet<>();
    private final List<RequestId> anywhere = new ArrayList<>();
    private PoolSnapshot snapshot;
    private PoolSettings settings;

    Invariants(PoolMaster master) {
        this.master = master;
    }

    void asked(PlacementRequest request) {
        if (request.target() instanceof Anywhere) {
            anywhere.add(request.request());
        }
    }

    void said(WorkerId worker, WorkerReport report) {
        switch (report) {
            case WorkerReport.Refused refused
            when refused.reason() != RefusalReason.ALREADY_SEEN -> refusing.add(worker);
            case WorkerReport.Hello hello -> refusing.remove(worker);
            case LoadReport load -> refusing.remove(worker);
            default -> {}
        }
    }

    void hold(List<Effect> effects, PoolSettings now) {
        snapshot = master.snapshot();
        settings = now;
        effects.forEach(this::check);
        checkQueue(effects);
        assertThat(snapshot.hosts()).noneMatch(host -> host.incarnation() > 0 && lost.contains(worker(host)));
    }

    private void check(Effect effect) {
        switch (effect) {
            case Effect.Assign(Assignment assignment) -> checkPlace(assignment);
            case Effect.Dispatch(WorkerId worker, long command, RequestId request) -> checkMember(worker);
            case Effect.Signal(WorkerId worker, long serial, StopOrder order) -> checkMember(worker);
            case Effect.AcknowledgeExit(WorkerId worker, long serial) -> checkMember(worker);
            case Effect.ProcessEnded(RequestId request, Exit exit) ->
                assertThat(ended.add(request)).as("%s ends once", request).isTrue();
            case Effect.WorkerLost(WorkerId worker, long lastHeardMillis) ->
                assertThat(lost.add(worker)).as("%s is lost once", worker).isTrue();
            default -> {}
        }
    }

    private void checkPlace(Assignment assignment) {
        HostView host = host(assignment.worker().host());
        assertThat(host.status().state()).as("%s", assignment).isEqualTo(HostState.READY);
        assertThat(worker(host)).isEqualTo(assignment.worker());
        assertThat(isOpen(host)).isTrue();
        assertThat(host.use().slotsUsed()).isLessThanOrEqualTo(host.use().slots());
        assertThat(refusing).doesNotContain(assignment.worker());
    }

    private void checkMember(WorkerId worker) {
        assertThat(worker(host(worker.host()))).isEqualTo(worker);
        assertThat(master.fate(worker)).isEqualTo(new WorkerFate.Serving());
    }

    /** Nobody waits while there is room for him, and nobody is overtaken. */
    private void checkQueue(List<Effect> effects) {
        List<RequestId> waiting = anywhere.stream().filter(this::isQueued).toList();
        if (waiting.isEmpty()) {
            return;
        }
        int oldest = anywhere.indexOf(waiting.getFirst());
        assertThat(PoolFixture.assigned(effects)).noneMatch(request -> anywhere.indexOf(request) > oldest);
        assertThat(snapshot.hosts()).as("room while %s waits", waiting).noneMatch(this::hasRoom);
    }

    private boolean isQueued(RequestId request) {
        return master.process(request)
                .filter(ProcessState.Queued.class::isInstance)
                .isPresent();
    }

    private boolean hasRoom(HostView host) {
        return host.status().state() == HostState.READY
                && isOpen(host)
                && host.use().slotsUsed() < host.use().slots()
                && !refusing.contains(worker(host));
    }

    private boolean isOpen(HostView host) {
        return settings.hosts().stream()
                .anyMatch(it -> it.name().equals(host.host()) && it.admission() == Admission.OPEN);
    }

    private HostView host(String name) {
        return snapshot.hosts().stream()
                .filter(view -> view.host().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WorkerId worker(HostView host) {
        return new WorkerId(host.host(), host.incarnation());
    }
}
