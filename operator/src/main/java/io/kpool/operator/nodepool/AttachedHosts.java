package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.operator.nodepool.HostPlan.Keep;
import io.kpool.operator.nodepool.HostPlan.Report;
import io.kpool.pool.HostStatus;
import io.kpool.pool.HostView;
import io.kpool.pool.Problem;
import io.kpool.pool.Provision;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Says where the hosts are that someone else starts. Nothing is to be done about them: their agents come by themselves,
 * and the pool's master lets them go. Pure.
 */
final class AttachedHosts {
    private final Observation seen;

    AttachedHosts(Observation seen) {
        this.seen = seen;
    }

    /** One that the pool names. */
    HostPlan wanted(String host) {
        HostView view = seen.workers().get(host);
        Report report = view == null ? absent(Problem.RELEASED, "") : report(view.status());
        return plan(host, report);
    }

    /** Whether someone else's worker is there, or not yet gone. */
    boolean hasWorker(String host) {
        return seen.workers().containsKey(host) && isThere(seen.workers().get(host));
    }

    /** One that the pool does not want as attached any more, while its worker is there. */
    HostPlan leaving(String host) {
        return plan(
                host,
                new Report(
                        HostState.Draining,
                        HostReasons.REMOVED,
                        "The pool does not name this host as attached any more."));
    }

    /** Those whose worker is there though the pool does not name them. */
    List<HostPlan> leaving(Collection<String> wanted) {
        return seen.workers().values().stream()
                .filter(AttachedHosts::isThere)
                .map(HostView::host)
                .filter(host -> !wanted.contains(host) && !seen.pods().containsKey(host))
                .sorted(Comparator.naturalOrder())
                .map(this::leaving)
                .toList();
    }

    /** What was its pod before, if any, is told to be gone, and forgotten. */
    private HostPlan plan(String host, Report report) {
        return new HostPlan(
                host, new Keep(), report, HostMemory.NOTHING, HostPlanner.vanished(host, seen.memoryOf(host)));
    }

    private static boolean isThere(HostView view) {
        return view.provision() == Provision.ATTACHED && view.incarnation() > 0;
    }

    private static Report report(HostStatus status) {
        return switch (status.state()) {
            case READY -> new Report(HostState.Ready, HostReasons.JOINED, "");
            case STARTING ->
                new Report(HostState.Starting, HostReasons.JOINING, "Its agent has come and not yet said all.");
            case SUSPECT ->
                new Report(HostState.Suspect, HostReasons.SILENT, "Its worker has not been heard for a moment.");
            case DRAINING ->
                new Report(
                        HostState.Draining, HostReasons.REMOVED, "The worker that was there before is on its way out.");
            case LOST, FAILED, ABSENT -> absent(status.reason(), status.message());
        };
    }

    private static Report absent(String reason, String message) {
        return switch (reason) {
            case Problem.SILENT ->
                new Report(HostState.Absent, HostReasons.SILENT, "It was given up, because " + message + ".");
            case HostReasons.TOKEN_REFUSED -> new Report(HostState.Absent, HostReasons.TOKEN_REFUSED, message);
            default ->
                new Report(
                        HostState.Absent,
                        HostReasons.NOT_ATTACHED,
                        "Nobody has started it yet. It joins when its agent comes.");
        };
    }
}
