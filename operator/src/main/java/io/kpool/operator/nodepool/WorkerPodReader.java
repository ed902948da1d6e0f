package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from a pod's status how far its worker came, and what kubelet and scheduler say where it came no further. */
final class WorkerPodReader {
    private static final Set<String> IMAGE_TROUBLE = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Set<String> CONTAINER_TROUBLE =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    /** Later kubelets put the cause behind this; it is cut off so that trying and waiting read the same. */
    private static final String PULL_ERROR = "ErrImagePull: ";

    private static final int LONGEST_REASON = 64;

    private WorkerPodReader() {}

    static WorkerPod read(Pod pod) {
        Map<String, String> labels = orEmpty(pod.getMetadata().getLabels());
        Map<String, String> annotations = orEmpty(pod.getMetadata().getAnnotations());
        return new WorkerPod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                number(labels.get(Labels.INCARNATION)),
                Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
                annotations.getOrDefault(Labels.TEMPLATE_HASH, ""),
                pod.getMetadata().getDeletionTimestamp() != null,
                stage(pod),
                (int) number(annotations.get(Labels.FAILURES)));
    }

    private static Stage stage(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null) {
            return new Pending("Its pod is not scheduled yet.");
        }
        return ended(status)
                .or(() -> running(status))
                .or(() -> stuck(status))
                .orElseGet(() -> new Pending(waitsFor(status)));
    }

    private static Optional<Stage> ended(PodStatus status) {
        Optional<ContainerStateTerminated> worker =
                worker(status).map(container -> container.getState().getTerminated());
        boolean over = "Failed".equals(status.getPhase()) || "Succeeded".equals(status.getPhase());
        if (worker.isEmpty() && !over) {
            return Optional.empty();
        }
        return Optional.of(new Ended(
                isSet(status.getReason())
                        ? new HostFailure(word(status.getReason()), text(status.getMessage()))
                        : worker.or(() -> failedInit(status))
                                .map(WorkerPodReader::crash)
                                .orElseGet(() -> new HostFailure(HostReasons.CRASHED, text(status.getMessage()))),
                evidence(worker)));
    }

    /** Not every phase is the kubelet's word: of a node that is gone, others say that its pods have failed. */
    private static GoneEvidence evidence(Optional<ContainerStateTerminated> worker) {
        return worker.isPresent() ? GoneEvidence.CONTAINER_ENDED : GoneEvidence.POD_GONE;
    }

    private static HostFailure crash(ContainerStateTerminated terminated) {
        if ("OOMKilled".equals(terminated.getReason())) {
            return new HostFailure(
                    HostReasons.OUT_OF_MEMORY,
                    "The worker needed more memory than its container's limit: raise it in spec.template");
        }
        String output = text(terminated.getMessage());
        String code = "exit code " + terminated.getExitCode();
        return new HostFailure(HostReasons.CRASHED, output.isEmpty() ? code : code + ": " + output);
    }

    private static Optional<ContainerStateTerminated> failedInit(PodStatus status) {
        return orEmpty(status.getInitContainerStatuses()).stream()
                .map(container -> container.getState().getTerminated())
                .filter(Objects::nonNull)
                .filter(terminated -> terminated.getExitCode() != 0)
                .findFirst();
    }

    private static Optional<Stage> stuck(PodStatus status) {
        return containers(status)
                .flatMap(container -> trouble(container).stream())
                .findFirst()
                .or(() -> unschedulable(status))
                .map(Stuck::new);
    }

    private static Optional<HostFailure> trouble(ContainerStatus container) {
        return Optional.ofNullable(container.getState().getWaiting()).flatMap(WorkerPodReader::trouble);
    }

    private static Optional<HostFailure> trouble(ContainerStateWaiting waiting) {
        String reason = text(waiting.getReason());
        if (IMAGE_TROUBLE.contains(reason)) {
            String message = text(waiting.getMessage());
            int cause = message.indexOf(PULL_ERROR);
            return Optional.of(new HostFailure(
                    HostReasons.IMAGE_PULL_FAILED,
                    cause < 0 ? message : message.substring(cause + PULL_ERROR.length())));
        }
        return CONTAINER_TROUBLE.contains(reason)
                ? Optional.of(new HostFailure(HostReasons.CONTAINER_NOT_CREATED, text(waiting.getMessage())))
                : Optional.empty();
    }

    private static Optional<HostFailure> unschedulable(PodStatus status) {
        return orEmpty(status.getConditions()).stream()
                .filter(condition -> "PodScheduled".equals(condition.getType()))
                .filter(condition -> "Unschedulable".equals(condition.getReason()))
                .map(condition -> new HostFailure(HostReasons.UNSCHEDULABLE, text(condition.getMessage())))
                .findFirst();
    }

    private static Optional<Stage> running(PodStatus status) {
        return worker(status)
                .map(container -> container.getState().getRunning())
                .map(running -> Instant.parse(running.getStartedAt()))
                .map(since -> isGivenUp(status) ? new Unheard(since) : new Running(since, troubleBeside(status)));
    }

    private static String troubleBeside(PodStatus status) {
        return containers(status)
                .flatMap(container -> trouble(container).stream()
                        .map(why -> "Container " + container.getName() + " does not run: " + why.reason() + ": "
                                + why.message()))
                .findFirst()
                .orElse("");
    }

    /** So says the node controller of a pod whose node it does not hear; a kubelet's own word has a reason. */
    private static boolean isGivenUp(PodStatus status) {
        return orEmpty(status.getConditions()).stream()
                        .anyMatch(condition -> "Ready".equals(condition.getType())
                                && "False".equals(condition.getStatus())
                                && !isSet(condition.getReason()))
                && orEmpty(status.getContainerStatuses()).stream().allMatch(WorkerPodReader::isRunning);
    }

    private static boolean isRunning(ContainerStatus container) {
        return container.getState() != null && container.getState().getRunning() != null;
    }

    private static String waitsFor(PodStatus status) {
        return containers(status)
                .map(container -> container.getState().getWaiting())
                .filter(Objects::nonNull)
                .map(ContainerStateWaiting::getReason)
                .filter(WorkerPodReader::isSet)
                .findFirst()
                .map(reason -> "The kubelet says: " + reason)
                .orElse("Its pod is not scheduled yet.");
    }

    private static Optional<ContainerStatus> worker(PodStatus status) {
        return orEmpty(status.getContainerStatuses()).stream()
                .filter(container -> WorkerPods.CONTAINER.equals(container.getName()))
                .filter(container -> container.getState() != null)
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(PodStatus status) {
        return Stream.concat(
                        orEmpty(status.getInitContainerStatuses()).stream(),
                        orEmpty(status.getContainerStatuses()).stream())
                .filter(container -> container.getState() != null);
    }

    /** Somebody else's, for which our status has so much room. */
    private static String word(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    private static long number(String label) {
        try {
            return label == null ? 0 : Long.parseLong(label);
        } catch (NumberFormatException e) {
            // Somebody's edit: the pod counts as older than any we made, and its host as well.
            return 0;
        }
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
