package io.kpool.operator.events;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.config.OperatorConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes this package's part of what the installation configured. */
@Singleton
class EventBeans {

    @Produces
    @Singleton
    ResourceEvents events(OperatorConfig config, KubernetesClient client) {
        return new ResourceEvents(client, config.podName().orElse("kpool-operator"));
    }
}
