package io.kpool.operator.nodepool;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.operator.nodepool.HostPlan.Report;
import io.kpool.pool.HostView;
import io.kpool.pool.Provision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What users are told of each host. Pure. */
final class HostStatuses {
    private final String pool;
    private final Observation seen;
    private final Map<String, HostStatus> before;

    /** @param before what they were told last, by host */
    HostStatuses(String pool, Observation seen, Map<String, HostStatus> before) {
        this.pool = pool;
        this.seen = seen;
        this.before = before;
    }

    /** By host. */
    Map<String, HostStatus> of(NodePoolPlan plan) {
        return plan.all().map(this::status).collect(Collectors.toMap(HostStatus::name, Function.identity()));
    }

    private HostStatus status(HostPlan plan) {
        Report report = plan.report();
        WorkerPod pod = seen.pods().get(plan.host());
        HostView view = seen.workers().get(plan.host());
        boolean serves = view != null && view.incarnation() > 0 && isItself(view, pod);
        return new HostStatus(
                plan.host(),
                pod == null ? "" : WorkerNames.pod(pool, plan.host()),
                pod == null ? "" : pod.nodeName(),
                report.state(),
                serves ? clamp(view.use().load()) : 0,
                serves ? view.use().processes() : 0,
                report.reason(),
                report.message(),
                since(plan.host(), report.state()));
    }

    /** Whether the worker that the master knows is the one in that pod, or needs none. */
    private static boolean isItself(HostView view, WorkerPod pod) {
        return pod == null ? view.provision() == Provision.ATTACHED : view.incarnation() == pod.incarnation();
    }

    private String since(String host, HostState state) {
        HostStatus last = before.get(host);
        return last != null && last.state() == state && !last.since().isEmpty() ? last.since() : timestamp(seen.now());
    }

    static String timestamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static int clamp(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }
}
