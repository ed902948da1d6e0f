package io.kpool.operator.security;

import io.kpool.pool.Provision;
import java.util.Objects;

/** Whether a worker may be the host that it says it is. */
public sealed interface Admission {

    /**
     * It is that host.
     *
     * @param provision who started it
     * @param evidence of whose the token is
     */
    record Admitted(WorkerIdentity identity, Provision provision, Evidence evidence) implements Admission {
        public Admitted {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(provision, "provision");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /** By what it is known whose a token is. */
    enum Evidence {
        /** The API server said so, now or a moment ago. */
        REVIEW,
        /** The API server signed it, and is {@linkplain WorkerAdmission#review to be asked} what became of it since. */
        SIGNATURE
    }

    /** It may not be that host. */
    sealed interface Refused extends Admission {}

    /** The token is not one of a service account for workers, or no longer. */
    record Unauthenticated(String why) implements Refused {
        public Unauthenticated {
            Objects.requireNonNull(why, "why");
        }
    }

    /** The token is good, and whose it is may not be that host of that pool. */
    record Denied(WorkerIdentity identity, String why) implements Refused {
        public Denied {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(why, "why");
        }
    }
}
