package io.kpool.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** The settings of one operator process: {@code kpool.*} in properties, {@code KPOOL_*} in the environment. */
@ConfigMapping(prefix = "kpool")
public interface OperatorConfig {

    /** The namespace of the operator itself: its lease, its epoch, its certificate authority. */
    @WithDefault("kpool-system")
    String namespace();

    /** The name of the pod that this process runs in; absent outside a cluster, where nothing can be labelled. */
    @WithName("pod-name")
    Optional<String> podName();

    Agents agents();

    Live live();

    Http http();

    Workers workers();

    Leader leader();

    /** The door for workers. */
    interface Agents {
        /** Where this process listens; 0 takes a free port. */
        @WithDefault("9443")
        int port();

        /** The Service in front of it; its names are in the serving certificate. */
        @WithDefault("kpool-operator")
        String service();

        /** Host and port that workers dial; by default the Service's name and its port 9443. */
        Optional<String> address();

        /** How long the loop of the streams yields before it sleeps: latency for processor time; 0: never. */
        @WithDefault("50")
        int spinMicros();
    }

    /** The door for callers; behind the same Service as that for workers. */
    interface Live {
        /** Where this process listens; 0 takes a free port. */
        @WithDefault("7443")
        int port();
    }

    /** The same for callers that speak HTTP and JSON. */
    interface Http {
        /** Where this process listens; 0 takes a free port. */
        @WithDefault("8443")
        int port();

        /** Whether API servers are to find it, by an APIService that is there. */
        @WithDefault("false")
        boolean aggregated();
    }

    /** What workers get unless their NodePool says otherwise. */
    interface Workers {
        @WithDefault("kpool/worker:latest")
        String image();
    }

    /** The lease; the defaults bound a change of leader to about 9 s. */
    interface Leader {
        @WithDefault("kpool-leader")
        String lease();

        @WithDefault("8S")
        Duration duration();

        @WithDefault("5S")
        Duration renewDeadline();

        @WithDefault("1S")
        Duration retryPeriod();
    }
}
