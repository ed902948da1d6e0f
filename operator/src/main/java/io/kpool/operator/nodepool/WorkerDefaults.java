package io.kpool.operator.nodepool;

import io.kpool.operator.config.OperatorConfig;
import java.util.Objects;

/**
 * What the installation says of workers.
 *
 * @param image of those whose NodePool names none
 * @param operatorAddress host and port that they dial
 */
record WorkerDefaults(String image, String operatorAddress) {
    /** Of the Service, whatever port the operator itself listens on. */
    private static final int AGENTS_PORT = 9443;

    WorkerDefaults {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(operatorAddress, "operatorAddress");
    }

    static WorkerDefaults of(OperatorConfig config) {
        String service = config.agents().service() + "." + config.namespace() + ".svc:" + AGENTS_PORT;
        return new WorkerDefaults(
                config.workers().image(), config.agents().address().orElse(service));
    }
}
