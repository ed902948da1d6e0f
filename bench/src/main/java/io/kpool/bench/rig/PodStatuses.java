package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says of pods what a kubelet would. */
public final class PodStatuses {
    private static final String RUNNING = """
            phase: Running
            conditions: [{type: Ready, status: "True"}]
            containerStatuses:
            - {name: worker, ready: true, image: i, imageID: i, restartCount: 0, state: {running: {startedAt: "%s"}}}
            """;

    private PodStatuses() {}

    /** Its worker runs since now. */
    public static void running(KubernetesClient client, Pod pod) {
        PodStatus status = Serialization.unmarshal(
                RUNNING.formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS)), PodStatus.class);
        client.resource(pod)
                .editStatus(there -> new PodBuilder(there).withStatus(status).build());
    }
}
