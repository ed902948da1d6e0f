package io.kpool.bench.rig;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a worker's pod says of its one container, as a command line and an environment of this machine. */
record WorkerPodProcess(Pod pod, PodFiles files) {

    /** The files that the kubelet would mount, and the folder with user code. */
    record PodFiles(Path authority, Path token, Path functions) {}

    String name() {
        return pod.getMetadata().getName();
    }

    List<String> command(Checkout checkout) {
        Quantity limit = container().getResources().getLimits().get("memory");
        return checkout.agentCommand(Long.toString(limit.getNumericalAmount().longValueExact()));
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        container().getEnv().forEach(variable -> environment.put(variable.getName(), value(variable)));
        environment.put("KPOOL_CA_FILE", files.authority().toString());
        environment.put("KPOOL_TOKEN_FILE", files.token().toString());
        environment.put("KPOOL_CLASS_PATH", files.functions().toString());
        return environment;
    }

    private Container container() {
        return pod.getSpec().getContainers().getFirst();
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue() == null ? "" : variable.getValue();
        }
        String field = variable.getValueFrom().getFieldRef().getFieldPath();
        return switch (field) {
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.name" -> pod.getMetadata().getName();
            default -> throw new RigException("The rig does not know the field " + field + " of a pod");
        };
    }
}
