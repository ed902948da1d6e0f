package io.kpool.operator.nodepool;

import io.kpool.pool.Problem;
import java.util.Objects;

/**
 * Why a host is not served by a worker, for a person to act on.
 *
 * @param reason one of {@link io.kpool.crd.HostReasons}
 * @param message what the kubelet, the scheduler, the API server or the worker itself said; at most {@value #LONGEST}
 *     characters, of which the last are kept because a crash tells its cause at the end
 */
record HostFailure(String reason, String message) {
    static final int LONGEST = 1024;

    HostFailure {
        Objects.requireNonNull(reason, "reason");
        message = message.strip();
        if (message.length() > LONGEST) {
            message = "…" + message.substring(message.length() - LONGEST + 1);
        }
    }

    Problem problem() {
        return new Problem(reason, message);
    }
}
