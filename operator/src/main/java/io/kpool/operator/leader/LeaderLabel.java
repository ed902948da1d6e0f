package io.kpool.operator.leader;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** The label by which Services find the one operator pod that serves. */
final class LeaderLabel {
    static final String LEADER = "kpool.io/leader";
    private static final Map<String, String> OPERATOR_PODS = Map.of("app.kubernetes.io/name", "kpool");

    private final KubernetesClient client;
    private final String namespace;

    LeaderLabel(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Takes the label from every other operator pod, then puts it on this one. */
    void moveTo(String podName) {
        client.pods().inNamespace(namespace).withLabels(OPERATOR_PODS).withLabel(LEADER).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> !name.equals(podName))
                .forEach(name -> edit(name, null));
        edit(podName, "true");
    }

    private void edit(String podName, String value) {
        client.pods().inNamespace(namespace).withName(podName).edit(pod -> labelled(pod, value));
    }

    private static Pod labelled(Pod pod, String value) {
        PodBuilder builder = new PodBuilder(pod);
        return value == null
                ? builder.editMetadata().removeFromLabels(LEADER).endMetadata().build()
                : builder.editMetadata()
                        .addToLabels(LEADER, value)
                        .endMetadata()
                        .build();
    }
}
