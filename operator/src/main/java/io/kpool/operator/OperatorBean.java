package io.kpool.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the operator itself. Quarkus' own would lose a reconciler's wish to hear of deletions. */
@Singleton
class OperatorBean {

    @Produces
    @ApplicationScoped
    Operator operator(
            QuarkusConfigurationService configuration, Instance<Reconciler<? extends HasMetadata>> reconcilers) {
        Operator operator = new Operator(configuration);
        reconcilers.forEach(reconciler -> register(operator, reconciler));
        return operator;
    }

    private static <P extends HasMetadata> void register(Operator operator, Reconciler<P> reconciler) {
        ControllerConfiguration wish = reconciler.getClass().getAnnotation(ControllerConfiguration.class);
        operator.register(
                reconciler,
                configuration -> configuration.withTriggerReconcilerOnAllEvents(
                        wish != null && wish.triggerReconcilerOnAllEvents()));
    }
}
