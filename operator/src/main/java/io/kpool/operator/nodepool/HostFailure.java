package io.kpool.operator.nodepool;

import io.kpool.operator.events.Excerpt;
import io.kpool.pool.Problem;
import java.util.Objects;

/**
 * Why a host is not served by a worker, for a person to act on.
 *
 * @param reason one of {@link io.kpool.crd.HostReasons}, or what the pod's own status gives
 * @param message what the kubelet, the scheduler, the API server or the worker itself said; at most {@value #LONGEST}
 *     bytes in UTF-8; of a longer one the {@linkplain Excerpt beginning and the end} are kept
 */
record HostFailure(String reason, String message) {
    static final int LONGEST = 1024;

    HostFailure {
        Objects.requireNonNull(reason, "reason");
        message = Excerpt.of(message.strip(), LONGEST);
    }

    Problem problem() {
        return new Problem(reason, message);
    }
}
