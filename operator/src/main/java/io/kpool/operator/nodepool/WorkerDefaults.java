package io.kpool.operator.nodepool;

import java.util.Objects;

/**
 * What the installation says of workers.
 *
 * @param image of those whose NodePool names none
 * @param operatorAddress host and port that they dial
 */
record WorkerDefaults(String image, String operatorAddress) {
    WorkerDefaults {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(operatorAddress, "operatorAddress");
    }
}
