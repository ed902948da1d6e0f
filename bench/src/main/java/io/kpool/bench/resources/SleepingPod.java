package io.kpool.bench.resources;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;

/** A pod of a worker's image, size and permissions, that only sleeps: what Kubernetes itself needs for one. */
record SleepingPod(PodSpec worker) {

    PodSpec forSeconds(int seconds) {
        Container container = worker.getContainers().getFirst();
        return new PodSpecBuilder()
                .withSecurityContext(worker.getSecurityContext())
                .withTerminationGracePeriodSeconds(0L)
                .withAutomountServiceAccountToken(false)
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("sleep")
                .withImage(container.getImage())
                .withImagePullPolicy("IfNotPresent")
                .withSecurityContext(container.getSecurityContext())
                .withResources(container.getResources())
                .withCommand("sleep", Integer.toString(seconds))
                .endContainer()
                .build();
    }
}
