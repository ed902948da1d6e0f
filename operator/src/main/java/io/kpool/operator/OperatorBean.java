package io.kpool.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes the operator itself. The Quarkus extension would too, and lose a reconciler's wish to hear of deletions: it
 * reads {@code triggerReconcilerOnAllEvents} when it is built and does not hand it on when it runs.
 */
@Singleton
class OperatorBean {

    @Produces
    @ApplicationScoped
    Operator operator(
            QuarkusConfigurationService configuration, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        Operator operator = new Operator(configuration);
        reconcilers.forEach(reconciler -> register(operator, configuration, reconciler));
        return operator;
    }

    private static <P extends HasMetadata> void register(
            Operator operator, QuarkusConfigurationService configuration, Reconciler<P> reconciler) {
        QuarkusControllerConfiguration<P> read = configuration.getConfigurationFor(reconciler);
        ControllerConfiguration wish = reconciler.getClass().getAnnotation(ControllerConfiguration.class);
        if (wish != null && wish.triggerReconcilerOnAllEvents()) {
            AllEvents<P> all = new AllEvents<>(read);
            all.setParent(configuration);
            operator.register(reconciler, all);
        } else {
            operator.register(reconciler, read);
        }
    }

    private static final class AllEvents<P extends HasMetadata> extends QuarkusControllerConfiguration<P> {
        AllEvents(QuarkusControllerConfiguration<P> read) {
            super(
                    read.getInformerConfig(),
                    read.getName(),
                    read.isGenerationAware(),
                    read.getAssociatedReconcilerClassName(),
                    read.getRetry(),
                    read.getRateLimiter(),
                    read.maxReconciliationInterval().orElseThrow(),
                    read.getFinalizerName(),
                    read.fieldManager(),
                    read.getWorkflow(),
                    read.getResourceTypeName(),
                    read.getResourceClass());
        }

        @Override
        public boolean triggerReconcilerOnAllEvents() {
            return true;
        }
    }
}
