package io.kpool.operator.security;

import io.kpool.pool.Provision;
import java.util.Objects;

/** Whether a worker may be the host that it says it is. */
public sealed interface Admission {

    /**
     * It is that host.
     *
     * @param provision who started it
     * @param reviewed whether the API server said whose the token is; otherwise its signature did, and the API server is
     *     to be {@linkplain WorkerAdmission#review asked}
     */
    record Admitted(WorkerIdentity identity, Provision provision, boolean reviewed) implements Admission {
        public Admitted {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(provision, "provision");
        }

        /** By the word of the API server. */
        public Admitted(WorkerIdentity identity, Provision provision) {
            this(identity, provision, true);
        }

        /** Likewise, the worker in a pod that the pool made. */
        public Admitted(WorkerIdentity identity) {
            this(identity, Provision.STARTED);
        }
    }

    /** The token is not one of a service account for workers, or no longer. */
    record Unauthenticated(String why) implements Admission {
        public Unauthenticated {
            Objects.requireNonNull(why, "why");
        }
    }

    /** The token is good, and whose it is may not be that host of that pool. */
    record Denied(WorkerIdentity identity, String why) implements Admission {
        public Denied {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(why, "why");
        }
    }
}
