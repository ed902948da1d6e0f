package io.kpool.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.kpool.operator.config.OperatorConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Binds {@link Leadership} to the operator framework's election and to the life of this process. */
@Singleton
public class LeaderElection {
    private static final Logger LOG = Logger.getLogger(LeaderElection.class);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    /** Random per start: a container that is started again in its pod must not take its predecessor's lease for its own. */
    private final String identity = UUID.randomUUID().toString();

    private final OperatorConfig config;
    private final LeaseHandover handover;
    private final LeaderLabel label;
    private final Leadership leadership;

    LeaderElection(
            OperatorConfig config, KubernetesClient client, @All List<LeadershipListener> listeners, ProcessEnd end) {
        this.config = config;
        this.handover =
                new LeaseHandover(client, config.namespace(), config.leader().lease());
        this.label = new LeaderLabel(client, config.namespace());
        this.leadership = new Leadership(
                new EpochStore(client, config.namespace(), InstantSource.system())::claim,
                () -> config.podName().ifPresent(this::moveLabel),
                listeners,
                end);
    }

    // Nobody new finds the leader until this is done.
    private void moveLabel(String pod) {
        try {
            label.moveTo(pod);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot label pod %s as the leader, tries again: %s", pod, e.getMessage());
            LATER.execute(() -> {
                if (leadership.isLeading()) {
                    moveLabel(pod);
                }
            });
        }
    }

    @Produces
    @Singleton
    Leadership leadership() {
        return leadership;
    }

    // Not by the builder, which allows only the framework's own System.exit: in a shutdown hook that waits for itself.
    @SuppressWarnings("deprecation")
    @Produces
    @Singleton
    LeaderElectionConfiguration electionConfiguration() {
        OperatorConfig.Leader leader = config.leader();
        LeaderCallbacks callbacks = new LeaderCallbacks(
                leadership::acquired, leadership::lost, holder -> LOG.infof("The lease is held by %s", holder));
        return new LeaderElectionConfiguration(
                leader.lease(),
                config.namespace(),
                leader.duration(),
                leader.renewDeadline(),
                leader.retryPeriod(),
                identity,
                callbacks,
                false);
    }

    void measure(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("kpool.leader", leadership, leader -> leader.isLeading() ? 1 : 0)
                .description("1 where this process leads")
                .register(registry);
    }

    void stopServing(@Observes @Priority(1) ShutdownEvent event) {
        leadership.end();
    }

    void giveLeaseBack(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        handover.release(identity);
    }
}
