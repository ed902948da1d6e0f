package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.pool.HostSettings.Admission;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is to be done about one host now, and what to say of it.
 *
 * @param memory what to remember of it
 * @param news what the pool's master must hear
 */
record HostPlan(String host, Step step, Report report, HostMemory memory, List<WorkerNews> news) {
    private static final Report CORDONED =
            new Report(HostState.Ready, HostReasons.CORDONED, "It gets nothing new, because spec.cordoned names it.");

    HostPlan {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(memory, "memory");
        news = List.copyOf(news);
    }

    /** What is to be done. */
    sealed interface Step {}

    /** Nothing, until something happens. */
    record Keep() implements Step {}

    /** Nothing before that time. */
    record Await(Instant until) implements Step {}

    /**
     * Make its pod.
     *
     * @param failures in a row of the host so far, for the next operator to know
     */
    record Create(long incarnation, int failures) implements Step {
        Create(long incarnation) {
            this(incarnation, 0);
        }
    }

    /** Delete its pod, in good order: the kubelet ends the worker within the grace period. */
    record Delete(WorkerPod pod) implements Step {}

    /** What users are told. */
    record Report(HostState state, String reason, String message) {
        static Report failed(HostFailure why) {
            return new Report(
                    HostReasons.SILENT.equals(why.reason()) ? HostState.Lost : HostState.Failed,
                    why.reason(),
                    why.message());
        }
    }

    /** Says so when it is ready and gets nothing new all the same. */
    HostPlan admitted(Admission admission) {
        return isReady() && admission == Admission.CORDONED ? new HostPlan(host, step, CORDONED, memory, news) : this;
    }

    HostPlan deleting(WorkerPod pod, Report why) {
        return new HostPlan(host, new Delete(pod), why, memory, news);
    }

    /** Its pod was made as planned: a new life has begun. */
    HostPlan made() {
        return step instanceof Create create
                ? new HostPlan(host, step, report, memory.living(create.incarnation()), news)
                : this;
    }

    /** Its pod is to be asked for again. */
    HostPlan notNow() {
        return new HostPlan(host, new Await(memory.setback().retryAt()), report, memory, news);
    }

    /** Its pod was deleted as planned. */
    HostPlan deleted(WorkerPod pod) {
        return new HostPlan(host, step, report, memory.going(pod), news);
    }

    /** Its pod could not be deleted, and it stays what it is. */
    HostPlan notDeleted(HostFailure why, Instant now) {
        return new HostPlan(
                host,
                new Await(now.plus(BackOff.FIRST)),
                new Report(report.state(), why.reason(), why.message()),
                memory,
                news);
    }

    /** Its pod was refused. */
    HostPlan refused(HostFailure why, Instant now) {
        HostMemory remembered = memory.refused(why, now);
        return new HostPlan(host, new Await(remembered.setback().retryAt()), Report.failed(why), remembered, news);
    }

    /** Nothing new is to be placed there: its pod is leaving, or is to be deleted now. */
    boolean goes() {
        return step instanceof Delete
                || report.state() == HostState.Draining
                || HostReasons.NODE_UNREACHABLE.equals(report.reason());
    }

    /** It should serve and does not; whom somebody else has not started is not expected to. */
    boolean isAway() {
        return !isReady() && report.state() != HostState.Absent;
    }

    /** It is seen for the first time, and its worker ran before this operator served: an earlier one told of that. */
    boolean isInherited() {
        return news.stream().anyMatch(WorkerNews.Expected.class::isInstance);
    }

    boolean isReady() {
        return report.state() == HostState.Ready;
    }
}
