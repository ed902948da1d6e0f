package io.kpool.operator.nodepool;

import io.kpool.pool.GoneEvidence;
import java.time.Instant;
import java.util.Objects;

/**
 * What is seen of one worker's pod.
 *
 * @param uid the pod's, which tells it from a later one of the same name
 * @param incarnation which life of the host it is
 * @param nodeName where it was put; empty before that
 * @param templateHash of what it was rendered from
 * @param leaving its deletion was asked for; the object stays until the kubelet has ended it
 * @param stage how far it came
 * @param failures in a row that its host had before it was made
 */
record WorkerPod(
        String name,
        String uid,
        long incarnation,
        String nodeName,
        String templateHash,
        boolean leaving,
        Stage stage,
        int failures) {

    WorkerPod {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(stage, "stage");
    }

    /** Of a host that was well. */
    WorkerPod(
            String name,
            String uid,
            long incarnation,
            String nodeName,
            String templateHash,
            boolean leaving,
            Stage stage) {
        this(name, uid, incarnation, nodeName, templateHash, leaving, stage, 0);
    }

    /** Whether its container ran before that time. */
    boolean ranBefore(Instant time) {
        return switch (stage) {
            case Running running -> running.since().isBefore(time);
            case Unheard unheard -> unheard.since().isBefore(time);
            case Pending _, Stuck _, Ended _ -> false;
        };
    }

    /** Somebody else's to end, and in the way until then. */
    WorkerPod asLeaving() {
        return new WorkerPod(name, uid, incarnation, nodeName, templateHash, true, stage, failures);
    }

    /** How far a pod came. */
    sealed interface Stage {}

    /** It is on its way, as far as one can tell; the detail says what it waits for. */
    record Pending(String detail) implements Stage {}

    /** It does not get on, and will when somebody removes the cause: the pod is kept. */
    record Stuck(HostFailure why) implements Stage {}

    /**
     * The worker's container runs.
     *
     * @param trouble of a container beside it, which does not keep it from working; empty: none
     */
    record Running(Instant since, String trouble) implements Stage {
        Running(Instant since) {
            this(since, "");
        }
    }

    /** Its container ran when its node was last heard. */
    record Unheard(Instant since) implements Stage {}

    /**
     * It is over, for good: another pod is needed.
     *
     * @param evidence whether its worker can run no process any more
     */
    record Ended(HostFailure why, GoneEvidence evidence) implements Stage {}
}
