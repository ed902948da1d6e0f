package io.kpool.bench.scale;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;

/** Who a simulated worker says it is, as its pod says, and the token that proves it. */
record SimulatedHost(String pool, String name, long incarnation, String podUid, String token) {

    static SimulatedHost of(Pod pod, String token) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return new SimulatedHost(
                labels.get("kpool.io/pool"),
                labels.get("kpool.io/host"),
                Long.parseLong(labels.get("kpool.io/incarnation")),
                pod.getMetadata().getUid(),
                token);
    }
}
