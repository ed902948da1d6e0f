package io.kpool.operator.nodepool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.kpool.crd.HostReasons;
import io.kpool.operator.nodepool.WorkerPod.Ended;
import io.kpool.operator.nodepool.WorkerPod.Pending;
import io.kpool.operator.nodepool.WorkerPod.Running;
import io.kpool.operator.nodepool.WorkerPod.Stage;
import io.kpool.operator.nodepool.WorkerPod.Stuck;
import io.kpool.operator.nodepool.WorkerPod.Unheard;
import io.kpool.pool.GoneEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerPodReaderTest {
    @Test
    void aFreshPodIsPending() {
        assertThat(stage("phase: Pending")).isEqualTo(new Pending("Its pod is not scheduled yet."));
        assertThat(stage("containerStatuses: [{name: worker, state: {waiting: {reason: ContainerCreating}}}]"))
                .isEqualTo(new Pending("The kubelet says: ContainerCreating"));
    }

    @Test
    void aPodThatNoNodeTakesSaysWhatTheSchedulerSays() {
        assertThat(stage("""
                conditions:
                - {type: PodScheduled, status: "False", reason: Unschedulable, message: "0/2 nodes are available"}
                """)).isEqualTo(stuck(HostReasons.UNSCHEDULABLE, "0/2 nodes are available"));
    }

    @Test
    void anImageThatCannotBePulledReadsTheSameWhileTryingAndWhileWaiting() {
        Stuck expected = stuck(HostReasons.IMAGE_PULL_FAILED, "acme/x:1: not found");

        assertThat(stage("containerStatuses: [{name: worker, state: {waiting: "
                        + "{reason: ErrImagePull, message: 'acme/x:1: not found'}}}]"))
                .isEqualTo(expected);
        assertThat(stage("containerStatuses: [{name: worker, state: {waiting: {reason: ImagePullBackOff, "
                        + "message: 'Back-off pulling image \"acme/x:1\": ErrImagePull: acme/x:1: not found'}}}]"))
                .isEqualTo(expected);
    }

    @Test
    void theImageOfAnInitContainerCounts() {
        assertThat(stage("initContainerStatuses: [{name: fetch, state: {waiting: {reason: InvalidImageName, "
                        + "message: bad}}}]"))
                .isEqualTo(stuck(HostReasons.IMAGE_PULL_FAILED, "bad"));
    }

    @Test
    void aContainerThatCannotBeMadeSaysWhatTheKubeletSays() {
        assertThat(stage("containerStatuses: [{name: worker, state: {waiting: {reason: CreateContainerConfigError, "
                        + "message: 'secret \"x\" not found'}}}]"))
                .isEqualTo(stuck(HostReasons.CONTAINER_NOT_CREATED, "secret \"x\" not found"));
    }

    @Test
    void aWorkerRunsSinceItsContainerDoes() {
        assertThat(stage("""
                phase: Running
                containerStatuses:
                - {name: worker, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                conditions: [{type: Ready, status: "True"}]
                """)).isEqualTo(new Running(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void aRunningPodThatIsNotReadyIsOnANodeThatIsNotHeard() {
        assertThat(stage("""
                phase: Running
                containerStatuses:
                - {name: worker, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                conditions: [{type: Ready, status: "False"}]
                """)).isEqualTo(new Unheard(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void aPodWhoseSidecarIsNotReadyIsNot() {
        assertThat(stage("""
                phase: Running
                containerStatuses:
                - {name: worker, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                conditions: [{type: Ready, status: "False", reason: ContainersNotReady}]
                """)).isInstanceOf(Running.class);
    }

    @Test
    void aWorkerRunsBesideASidecarThatCannot() {
        assertThat(stage("""
                phase: Pending
                containerStatuses:
                - {name: log, state: {waiting: {reason: ErrImagePull, message: "acme/log:1: not found"}}}
                - {name: worker, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                conditions: [{type: Ready, status: "False", reason: ContainersNotReady}]
                """))
                .isEqualTo(new Running(
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "Container log does not run: ImagePullFailed: acme/log:1: not found"));
    }

    @Test
    void aWorkerThatWaitsBesideASidecarThatCannotRunIsStuck() {
        assertThat(stage("""
                phase: Pending
                containerStatuses:
                - {name: log, state: {waiting: {reason: ErrImagePull, message: "acme/log:1: not found"}}}
                - {name: worker, state: {waiting: {reason: ContainerCreating}}}
                """)).isEqualTo(stuck(HostReasons.IMAGE_PULL_FAILED, "acme/log:1: not found"));
    }

    @Test
    void aCrashHasItsCodeAndItsLastOutput() {
        assertThat(stage("""
                phase: Failed
                containerStatuses:
                - {name: worker, state: {terminated: {exitCode: 3, reason: Error, message: "no such option --x\\n"}}}
                """)).isEqualTo(ended(HostReasons.CRASHED, "exit code 3: no such option --x"));
    }

    @Test
    void aWorkerThatEndedBesideASidecarThatRunsHasEnded() {
        assertThat(stage("""
                phase: Running
                containerStatuses:
                - {name: worker, state: {terminated: {exitCode: 0}}}
                - {name: sidecar, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                """)).isEqualTo(ended(HostReasons.CRASHED, "exit code 0"));
    }

    @Test
    void aFailedInitContainerIsTheCrash() {
        assertThat(stage("""
                phase: Failed
                initContainerStatuses:
                - {name: fetch, state: {terminated: {exitCode: 7, message: no route}}}
                containerStatuses:
                - {name: worker, state: {waiting: {reason: PodInitializing}}}
                """)).isEqualTo(endedWithoutProof(HostReasons.CRASHED, "exit code 7: no route"));
    }

    @Test
    void theKernelsKillIsAboutMemory() {
        assertThat(stage("""
                phase: Failed
                containerStatuses:
                - {name: worker, state: {terminated: {exitCode: 137, reason: OOMKilled}}}
                """))
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.why().reason()).isEqualTo(HostReasons.OUT_OF_MEMORY));
    }

    @Test
    void anEvictionSaysWhy() {
        assertThat(stage("{phase: Failed, reason: Evicted, message: 'The node was low on resource: memory.'}"))
                .isEqualTo(endedWithoutProof(HostReasons.EVICTED, "The node was low on resource: memory."));
    }

    @Test
    void aPodThatEndsOtherwiseHasItsOwnReason() {
        assertThat(stage("{phase: Failed, reason: UnexpectedAdmissionError, message: 'Allocate failed'}"))
                .isEqualTo(endedWithoutProof("UnexpectedAdmissionError", "Allocate failed"));
        assertThat(stage("{phase: Failed, reason: " + "X".repeat(65) + "}"))
                .isEqualTo(endedWithoutProof("X".repeat(64), ""));
    }

    @Test
    void aPodThatOthersThanItsKubeletCallFailedProvesNothing() {
        assertThat(stage("""
                phase: Failed
                conditions:
                - {type: DisruptionTarget, status: "True", reason: DeletionByPodGC, message: "node no longer exists"}
                containerStatuses:
                - {name: worker, state: {running: {startedAt: "2026-03-01T12:00:00Z"}}}
                """)).isEqualTo(endedWithoutProof(HostReasons.CRASHED, ""));
    }

    @Test
    void ofALongOutputTheExitCodeAndTheEndAreKept() {
        HostFailure failure = new HostFailure("Crashed", "exit code 139: " + "x".repeat(5000) + " the cause");

        assertThat(failure.message())
                .startsWith("exit code 139: x")
                .contains("x…x")
                .endsWith("x the cause");
        assertThat(failure.message().getBytes(StandardCharsets.UTF_8)).hasSize(HostFailure.LONGEST);
    }

    @Test
    void aLetterIsNotTornApart() {
        HostFailure failure = new HostFailure("Crashed", "\uD83D\uDCA5".repeat(500) + "!");

        assertThat(failure.message()).startsWith("\uD83D\uDCA5").endsWith("\uD83D\uDCA5!");
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(failure.message()))
                .isTrue();
        assertThat(failure.message().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(HostFailure.LONGEST - 3, HostFailure.LONGEST);
    }

    @Test
    void aPodWithoutOurLabelsCountsAsOlderThanAny() {
        Pod pod = Yaml.parse(
                "{metadata: {name: p, uid: u, labels: {kpool.io/incarnation: mine}}, spec: {containers: []}}",
                Pod.class);

        assertThat(WorkerPodReader.read(pod).incarnation()).isZero();
    }

    private static Stage stage(String status) {
        Pod pod = Yaml.parse("{metadata: {name: p, uid: u}, spec: {containers: []}}", Pod.class);
        pod.setStatus(Yaml.parse(status, PodStatus.class));
        return WorkerPodReader.read(pod).stage();
    }

    private static Stuck stuck(String reason, String message) {
        return new Stuck(new HostFailure(reason, message));
    }

    private static Ended ended(String reason, String message) {
        return new Ended(new HostFailure(reason, message), GoneEvidence.CONTAINER_ENDED);
    }

    private static Ended endedWithoutProof(String reason, String message) {
        return new Ended(new HostFailure(reason, message), GoneEvidence.POD_GONE);
    }
}
