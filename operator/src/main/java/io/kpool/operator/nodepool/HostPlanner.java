package io.kpool.operator.nodepool;

import io.kpool.crd.HostReasons;
import io.kpool.crd.HostState;
import io.kpool.operator.nodepool.HostPlan.Await;
import io.kpool.operator.nodepool.HostPlan.Create;
import io.kpool.operator.nodepool.HostPlan.Delete;
import io.kpool.operator.nodepool.HostPlan.Keep;
import io.kpool.operator.nodepool.HostPlan.Report;
import io.kpool.operator.nodepool.HostPlan.Step;
import io.kpool.operator.nodepool.WorkerNews.Expected;
import io.kpool.operator.nodepool.WorkerNews.Gone;
import io.kpool.operator.nodepool.WorkerNews.Starting;
import io.kpool.operator.nodepool.WorkerPod.Ended;
import io.kpool.operator.nodepool.WorkerPod.Pending;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stuck;
import io.kpool.operator.nodepool.WorkerPod.Unheard;
import io.kpool.pool.GoneEvidence;
import io.kpool.pool.Silence;
import io.kpool.pool.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about one wanted host: start, wait, give up, start again. Pure.
 *
 * <p>A pod that ended is kept until its host is started again, so that its log can be read; a host that failed is
 * reported as failed, with the last reason, until a worker is ready there.
 */
final class HostPlanner {
    static final String REPLACED = "Its worker is replaced, because the pool's spec has changed.";

    static final Duration LOST_AFTER = Duration.ofMillis(Silence.LOST_AFTER_MILLIS);

    private final Duration startTimeout;
    private final Instant servingSince;
    private final Instant now;

    /** @param servingSince when this operator began to hear workers: none is late before it had time to dial again */
    HostPlanner(Duration startTimeout, Instant servingSince, Instant now) {
        this.startTimeout = startTimeout;
        this.servingSince = servingSince;
        this.now = now;
    }

    /** It is wanted, and there is no pod. */
    HostPlan start(String host, String templateHash, HostMemory known) {
        HostMemory memory = known.isAbout(templateHash) ? known : known.forgiven();
        if (!memory.mayStart(now)) {
            return new HostPlan(
                    host,
                    new Await(memory.setback().retryAt()),
                    onTheWay(memory, HostReasons.POD_PENDING, "Its pod is being made."),
                    memory.withoutPod(),
                    vanished(host, known));
        }
        WorkerId next = WorkerId.next(host, memory.incarnation(), now.getEpochSecond());
        return new HostPlan(
                host,
                new Create(next.incarnation(), memory.setback().count()),
                onTheWay(memory, HostReasons.POD_PENDING, "Its pod is being made."),
                memory.starting(templateHash, now),
                vanished(host, known));
    }

    /** It is wanted, and this is its pod. */
    HostPlan look(String host, SeenWorker seen, HostMemory known) {
        WorkerPod pod = seen.pod();
        HostMemory memory = known.seeing(pod);
        boolean isWaitedFor = isOld(pod) && isEarly() && memory.setback().count() == 0;
        SeenWorker worker = isWaitedFor ? seen.ifStartingSilent() : seen;
        Verdict verdict = memory.isGoing(pod)
                ? new Verdict(new Keep(), leaving(pod, memory), memory)
                : switch (pod.stage()) {
                    case Pending pending ->
                        new Verdict(new Keep(), onTheWay(memory, HostReasons.POD_PENDING, pending.detail()), memory);
                    case Stuck stuck -> new Verdict(new Keep(), Report.failed(stuck.why()), memory);
                    case Ended ended -> startAgain(pod, memory.failed(pod, ended.why(), now));
                    case Running running -> running(worker, running, memory);
                    case Unheard unheard -> running(worker, new Running(unheard.since()), memory);
                };
        return new HostPlan(host, verdict.step(), verdict.report(), verdict.memory(), news(host, pod, known));
    }

    /** It is not wanted any more, and its pod is still there. */
    HostPlan remove(String host, WorkerPod pod, HostMemory known) {
        return new HostPlan(
                host,
                known.isGoing(pod) ? new Keep() : new Delete(pod),
                new Report(HostState.Draining, HostReasons.REMOVED, "The pool does not ask for this host any more."),
                known.seeing(pod).unwanted(),
                news(host, pod, known));
    }

    private Verdict running(SeenWorker seen, Running running, HostMemory memory) {
        return switch (seen.membership().state()) {
            // Draining: for a deletion that was not taken and is perhaps not due any more.
            case READY, DRAINING ->
                new Verdict(
                        new Keep(),
                        new Report(HostState.Ready, HostReasons.JOINED, running.trouble()),
                        seen.hasBeenReadyFor(BackOff.FORGIVEN_AFTER, now) ? memory.forgiven() : memory);
            case SUSPECT ->
                new Verdict(
                        new Keep(),
                        new Report(
                                HostState.Suspect, HostReasons.SILENT, "Its worker has not been heard for a moment."),
                        memory);
            case LOST -> lost(seen.pod(), memory);
            case STARTING, FAILED, ABSENT -> joining(seen, running, memory);
        };
    }

    /** Its log tells nothing that would help, and nothing it still runs counts: it goes at once. */
    private Verdict lost(WorkerPod pod, HostMemory memory) {
        HostFailure silence = new HostFailure(
                HostReasons.SILENT,
                "Nothing was heard of the worker in pod " + pod.name() + " on node " + pod.nodeName() + " for "
                        + LOST_AFTER.toSeconds() + " s. Another one is started as soon as that pod is gone.");
        HostMemory failed = memory.failed(pod, silence, now);
        return new Verdict(new Delete(pod), Report.failed(failed.setback().why()), failed);
    }

    private Verdict joining(SeenWorker seen, Running running, HostMemory memory) {
        WorkerPod pod = seen.pod();
        Instant deadline = latest(running.since().plus(startTimeout), servingSince.plus(LOST_AFTER));
        boolean refused = HostReasons.TOKEN_REFUSED.equals(seen.membership().reason());
        HostFailure why = refused
                ? new HostFailure(HostReasons.TOKEN_REFUSED, seen.membership().message())
                : new HostFailure(
                        HostReasons.START_TIMEOUT,
                        "Its worker runs and has not joined the pool within " + startTimeout.toSeconds()
                                + " s: see why with kubectl logs " + pod.name()
                                + ", or, if it only takes long, raise spec.startTimeoutSeconds."
                                + beside(running));
        if (!now.isBefore(deadline)) {
            return startAgain(pod, memory.failed(pod, why, now));
        }
        Report report = refused
                ? Report.failed(why)
                : onTheWay(memory, HostReasons.JOINING, "Its worker runs and has not joined yet." + beside(running));
        return new Verdict(new Await(deadline), report, memory);
    }

    private static String beside(Running running) {
        return running.trouble().isEmpty() ? "" : " " + running.trouble();
    }

    private Verdict startAgain(WorkerPod pod, HostMemory memory) {
        Step step = memory.mayStart(now)
                ? new Delete(pod)
                : new Await(memory.setback().retryAt());
        return new Verdict(step, Report.failed(memory.setback().why()), memory);
    }

    private static Report leaving(WorkerPod pod, HostMemory memory) {
        if (pod.stage() instanceof Unheard) {
            return new Report(
                    HostState.Lost,
                    HostReasons.NODE_UNREACHABLE,
                    "Node " + pod.nodeName() + " does not answer. Another worker is started as soon as pod "
                            + pod.name() + " is gone.");
        }
        return memory.hasFailed(pod)
                ? Report.failed(memory.setback().why())
                : new Report(HostState.Draining, HostReasons.POD_DELETED, "Pod " + pod.name() + " is being deleted.");
    }

    private static Report onTheWay(HostMemory memory, String reason, String detail) {
        return memory.setback().count() > 0
                ? Report.failed(memory.setback().why())
                : new Report(HostState.Starting, reason, detail);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Verdict(Step step, Report report, HostMemory memory) {}

    private List<WorkerNews> news(String host, WorkerPod pod, HostMemory known) {
        List<WorkerNews> news = new ArrayList<>();
        if (!known.podUid().equals(pod.uid())) {
            news.addAll(vanished(host, known));
        }
        if (pod.incarnation() > 0 && pod.stage() instanceof Ended ended) {
            news.add(new Gone(new WorkerId(host, pod.incarnation()), ended.evidence()));
        } else if (pod.incarnation() > known.incarnation()) {
            WorkerId worker = new WorkerId(host, pod.incarnation());
            news.add(isOld(pod) ? new Expected(worker) : new Starting(worker));
        }
        return news;
    }

    static List<WorkerNews> vanished(String host, HostMemory known) {
        return known.podUid().isEmpty()
                ? List.of()
                : List.of(new Gone(new WorkerId(host, known.incarnation()), GoneEvidence.POD_GONE));
    }

    /** It ran long before this operator served, so that it most likely joined an earlier one. */
    private boolean isOld(WorkerPod pod) {
        return pod.stage() instanceof Running running
                && running.since().plus(startTimeout).isBefore(servingSince);
    }

    /** A worker that joined an earlier operator may not have had the time to dial this one. */
    private boolean isEarly() {
        return now.isBefore(servingSince.plus(LOST_AFTER));
    }
}
