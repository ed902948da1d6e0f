package io.kpool.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a person wants to see of a namespace when something went wrong in it: pods, events, and the end of the logs of what
 * belongs to kpool. Never fails itself: what cannot be read becomes a line that says so.
 *
 * @param namespace the test's; the operator's pods are looked for everywhere
 */
public record FailureReport(KubernetesClient client, String namespace) {
    private static final int LOG_LINES = 80;
    private static final int EVENTS = 60;

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        section(lines, "pods", this::pods);
        section(lines, "events", this::events);
        section(lines, "logs", this::logs);
        return lines;
    }

    private interface Section {
        Stream<String> lines();
    }

    private static void section(List<String> lines, String title, Section section) {
        lines.add("== " + title);
        try {
            section.lines().forEach(lines::add);
        } catch (KubernetesClientException e) {
            lines.add("cannot be read: " + e.getMessage());
        }
    }

    private Stream<String> pods() {
        return Stream.concat(testPods().stream(), operatorPods().stream())
                .distinct()
                .map(FailureReport::describe);
    }

    private static String describe(Pod pod) {
        String containers = String.join(
                "; ",
                pod.getStatus().getContainerStatuses().stream()
                        .map(FailureReport::describe)
                        .toList());
        return "%s/%s on %s: %s %s"
                .formatted(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        Objects.requireNonNullElse(pod.getSpec().getNodeName(), "no node"),
                        pod.getStatus().getPhase(),
                        containers);
    }

    private static String describe(ContainerStatus status) {
        var state = status.getState();
        String now = "running";
        if (state.getWaiting() != null) {
            now = "waiting: " + state.getWaiting().getReason() + " "
                    + state.getWaiting().getMessage();
        } else if (state.getTerminated() != null) {
            now = "ended: " + state.getTerminated().getReason() + " "
                    + state.getTerminated().getExitCode();
        }
        return status.getName() + (status.getReady() ? " ready, " : " not ready, ") + now + ", restarts "
                + status.getRestartCount();
    }

    private Stream<String> events() {
        List<Event> events = client.v1().events().inNamespace(namespace).list().getItems().stream()
                .sorted(Comparator.comparing(FailureReport::time))
                .toList();
        return events.subList(Math.max(0, events.size() - EVENTS), events.size()).stream()
                .map(event -> "%s %s %s %s/%s: %s"
                        .formatted(
                                time(event),
                                event.getType(),
                                event.getReason(),
                                event.getInvolvedObject().getKind(),
                                event.getInvolvedObject().getName(),
                                event.getMessage()));
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        return event.getEventTime() == null ? "" : event.getEventTime().getTime();
    }

    private Stream<String> logs() {
        Stream<Pod> workers = testPods().stream().filter(FailureReport::belongsToKpool);
        return Stream.concat(operatorPods().stream(), workers).distinct().flatMap(this::log);
    }

    private Stream<String> log(Pod pod) {
        String title = "-- " + pod.getMetadata().getNamespace() + "/"
                + pod.getMetadata().getName();
        try {
            String text = client.pods().resource(pod).tailingLines(LOG_LINES).getLog();
            return Stream.concat(Stream.of(title), text.lines());
        } catch (KubernetesClientException e) {
            return Stream.of(title, "cannot be read: " + e.getMessage());
        }
    }

    private List<Pod> testPods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private List<Pod> operatorPods() {
        return client.pods()
                .inAnyNamespace()
                .withLabel("app.kubernetes.io/name", "kpool")
                .list()
                .getItems();
    }

    private static boolean belongsToKpool(HasMetadata resource) {
        var labels = resource.getMetadata().getLabels();
        return labels != null && labels.containsKey("kpool.io/pool");
    }
}
