package io.kpool.operator.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.agent.AgentSide;
import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.live.LiveSide.Resources;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.operator.security.OperatorCertificates;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** Makes this package's parts of what the installation configured. */
@Singleton
class LiveBeans {

    @Produces
    @Singleton
    LiveSide liveSide(
            AgentSide agents, CallerAdmission admission, OperatorCertificates certificates, Resources resources) {
        return new LiveSide(agents, admission, certificates, resources);
    }

    @Produces
    @Singleton
    Resources resources(AgentSide agents, KubernetesClient client, GroupEdits groupEdits, Groups groups) {
        PoolEdits edits =
                new NodePoolEdits(client, agents.requests()::hosts, Executors.newVirtualThreadPerTaskExecutor());
        return new Resources(edits, groupEdits, groups);
    }

    @Produces
    @Singleton
    Groups groups(AgentSide agents) {
        return new Groups(agents.loop());
    }

    @Produces
    @Singleton
    Callers callers(LiveSide side) {
        return side.callers();
    }

    @Produces
    @Singleton
    Questions questions(LiveSide side) {
        return side.questions();
    }

    // Before the agents' side listens.
    void serve(
            @Observes @Priority(0) StartupEvent event, LiveSide side, OperatorConfig config, MeterRegistry registry) {
        side.measure(registry);
        side.serve(config.live().port());
    }
}
