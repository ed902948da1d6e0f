package io.kpool.operator.nodepool;

import io.kpool.crd.HostStatus;
import java.time.Instant;

/**
 * What is remembered of a host from one look to the next. What outlives the operator is in the pool's status and on the
 * host's pod: that it failed, why, and how often.
 *
 * @param incarnation the highest ever made or seen; 0: none
 * @param podUid of the pod last seen; empty: none is left, or it was not seen since it was made
 * @param templateHash of what that was rendered from
 * @param setback what went wrong since it was last well
 * @param goingUid of the pod that was deleted last, which may be seen without a sign of that for a moment; empty: none
 */
record HostMemory(long incarnation, String podUid, String templateHash, Setback setback, String goingUid) {
    /** In place of what a pod was rendered from, where only its host's status is known. */
    private static final String UNKNOWN = "?";

    /** Of a host never seen. */
    static final HostMemory NOTHING = new HostMemory(0, "", "", Setback.NONE, "");

    /**
     * Failures in a row.
     *
     * @param count how many; 0: all is well
     * @param retryAt not started again before this
     * @param why the last of them
     * @param podUid of the pod that it befell, so that it is counted once; empty: the pod was refused
     */
    record Setback(int count, Instant retryAt, HostFailure why, String podUid) {
        static final Setback NONE = new Setback(0, Instant.EPOCH, new HostFailure("", ""), "");
    }

    /** What the former operator told of a host that it wanted. */
    static HostMemory toldOf(HostStatus status) {
        HostMemory wanted = new HostMemory(0, "", UNKNOWN, Setback.NONE, "");
        HostFailure why = new HostFailure(status.reason(), status.message());
        return status.state().isFailure() ? wanted.with(new Setback(1, Instant.EPOCH, why, "")) : wanted;
    }

    HostMemory seeing(WorkerPod pod) {
        int failures = setback.count() == 0 ? 0 : Math.max(setback.count(), pod.failures());
        Setback counted = new Setback(failures, setback.retryAt(), setback.why(), setback.podUid());
        return new HostMemory(
                Math.max(incarnation, pod.incarnation()), pod.uid(), pod.templateHash(), counted, goingUid);
    }

    /** Whether what it remembers is of a pod made from that. */
    boolean isAbout(String hash) {
        return templateHash.equals(hash) || templateHash.equals(UNKNOWN);
    }

    /** Its pod is gone. */
    HostMemory withoutPod() {
        return new HostMemory(incarnation, "", templateHash, setback, goingUid);
    }

    /** A pod is asked for; no new life has begun before it is {@linkplain #living there}. */
    HostMemory starting(String newTemplateHash, Instant now) {
        Setback waiting = new Setback(setback.count(), now.plus(BackOff.FIRST), setback.why(), setback.podUid());
        return new HostMemory(incarnation, "", newTemplateHash, waiting, goingUid);
    }

    /** A new life has begun. */
    HostMemory living(long newIncarnation) {
        return new HostMemory(newIncarnation, podUid, templateHash, setback, goingUid);
    }

    /** That pod came to grief; counted once, however often it is seen. */
    HostMemory failed(WorkerPod pod, HostFailure why, Instant now) {
        if (hasFailed(pod)) {
            return this;
        }
        int count = setback.count() + 1;
        return with(new Setback(count, now.plus(BackOff.START.after(count)), why, pod.uid()));
    }

    /** The API server refused the pod. */
    HostMemory refused(HostFailure why, Instant now) {
        int count = setback.count() + 1;
        return with(new Setback(count, now.plus(BackOff.REFUSAL.after(count)), why, ""));
    }

    /** All is well, or everything has changed: start anew. */
    HostMemory forgiven() {
        return with(Setback.NONE);
    }

    /** The host is no part of the pool any more; should it be again, it starts anew. */
    HostMemory unwanted() {
        return new HostMemory(incarnation, podUid, "", Setback.NONE, goingUid);
    }

    /** The API server took the deletion of that pod. */
    HostMemory going(WorkerPod pod) {
        return new HostMemory(incarnation, podUid, templateHash, setback, pod.uid());
    }

    boolean isGoing(WorkerPod pod) {
        return pod.leaving() || goingUid.equals(pod.uid());
    }

    boolean isWanted() {
        return !templateHash.isEmpty();
    }

    boolean hasFailed(WorkerPod pod) {
        return setback.count() > 0 && setback.podUid().equals(pod.uid());
    }

    boolean mayStart(Instant now) {
        return !now.isBefore(setback.retryAt());
    }

    private HostMemory with(Setback other) {
        return new HostMemory(incarnation, podUid, templateHash, other, goingUid);
    }
}
