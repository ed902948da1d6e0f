package io.kpool.operator.security;

import java.util.Objects;

/** Whether a worker may be the host that it says it is. */
public sealed interface Admission {

    /** It is that host. */
    record Admitted(WorkerIdentity identity) implements Admission {
        public Admitted {
            Objects.requireNonNull(identity, "identity");
        }
    }

    /** The token is not one of a pod for workers, or no longer. */
    record Unauthenticated(String why) implements Admission {
        public Unauthenticated {
            Objects.requireNonNull(why, "why");
        }
    }

    /** The token is good, and its pod is not that pool's, host's and incarnation's. */
    record Denied(String why) implements Admission {
        public Denied {
            Objects.requireNonNull(why, "why");
        }
    }
}
