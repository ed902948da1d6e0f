package io.kpool.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
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

    /** Puts the label on this pod, then takes it from every other operator pod. */
    void moveTo(String podName) {
        patch(podName, "\"true\"");
        client.pods().inNamespace(namespace).withLabels(OPERATOR_PODS).withLabel(LEADER).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(name -> !name.equals(podName))
                .forEach(this::takeFrom);
    }

    /** A former leader's pod is often on its way out, and gone before this comes to it. */
    void takeFrom(String podName) {
        try {
            patch(podName, "null");
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    // Whatever else changes on the pod meanwhile: kubelets write their status all the time.
    private void patch(String podName, String value) {
        client.pods()
                .inNamespace(namespace)
                .withName(podName)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"" + LEADER + "\":" + value + "}}}");
    }
}
