package io.kpool.operator.agent;

import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.leader.ProcessEnd;
import io.kpool.operator.security.OperatorCertificates;
import io.kpool.operator.security.WorkerAdmission;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Makes this package's parts of what the installation configured. */
@Singleton
class AgentBeans {
    /** When those are back that a change of leader made dial again; they need the machine until then. */
    private static final ReviewPace REVIEWS =
            new ReviewPace(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5));

    @Produces
    @Singleton
    AgentSide agentSide(
            OperatorConfig config, OperatorCertificates certificates, WorkerAdmission admission, ProcessEnd end) {
        Duration spin = Duration.of(config.agents().spinMicros(), ChronoUnit.MICROS);
        return new AgentSide(new AgentPort(config.agents().port(), spin, REVIEWS), certificates, admission, end);
    }

    @Produces
    @Singleton
    PoolMasters masters(AgentSide side) {
        return side.masters();
    }

    @Produces
    @Singleton
    PoolRequests requests(AgentSide side) {
        return side.requests();
    }

    void listen(@Observes @Priority(1) StartupEvent event, AgentSide side, MeterRegistry registry) {
        side.masters().listen(new PoolMeters(side.masters(), registry));
        side.listen();
    }
}
