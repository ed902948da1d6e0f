package io.kpool.operator.agent;

import io.kpool.operator.security.Admission;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.operator.security.HostClaim;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.WorkerAdmission;
import io.kpool.operator.security.WorkerIdentity;
import io.kpool.pool.HostSettings;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.Provision;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** An agent side that listens on a free port and believes a token that is a namespace. */
public final class TestAgents {
    /** Soon, but for the patience, which a test must not need. */
    static final ReviewPace REVIEWS = new ReviewPace(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(5));

    private TestAgents() {}

    public static AgentSide believing(OperatorCertificates certificates) {
        return asking(certificates, always(TestAgents::believe));
    }

    static AgentSide asking(OperatorCertificates certificates, WorkerAdmission admission) {
        return new AgentSide(new AgentPort(0, Duration.ZERO, REVIEWS), certificates, admission, why -> {});
    }

    public static PoolTerms terms(PlacementSettings.WhenFull whenFull, String... hosts) {
        return terms(new PlacementSettings(PlacementStrategy.LEAST_LOADED, whenFull, 10, 1_000), hosts);
    }

    public static PoolTerms terms(PlacementSettings placement, String... hosts) {
        List<HostSettings> settings = Stream.of(hosts)
                .map(host -> new HostSettings(host, 8, HostSettings.Admission.OPEN))
                .toList();
        return new PoolTerms(new PoolSettings(placement, settings), 2_000, 300);
    }

    static CompletionStage<Admission> believe(String token, HostClaim claim) {
        return CompletableFuture.completedFuture(
                token.isEmpty() ? new Admission.Unauthenticated("no token") : admitted(token, claim, Evidence.REVIEW));
    }

    /** In a pod of the namespace that the token is. */
    static Admission admitted(String token, HostClaim claim, Evidence evidence) {
        WorkerIdentity identity = new WorkerIdentity(token, "default", "pod", claim.podUid());
        return new Admission.Admitted(identity, Provision.STARTED, evidence);
    }

    /** Which answers the same at the door and when it is asked again. */
    static WorkerAdmission always(BiFunction<String, HostClaim, CompletionStage<Admission>> answer) {
        return new WorkerAdmission() {
            @Override
            public CompletionStage<Admission> admit(String token, HostClaim claim) {
                return answer.apply(token, claim);
            }

            @Override
            public CompletionStage<Admission> review(String token, HostClaim claim) {
                return answer.apply(token, claim);
            }
        };
    }
}
