package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.operator.config.OperatorConfig;
import io.kpool.operator.events.ResourceEvents;
import io.kpool.operator.nodepool.NodePoolReconciler.Parts;
import io.kpool.operator.security.CaBundle;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes this package's parts of what the installation configured. */
@Singleton
class NodePoolBeans {
    /** Of the Service, whatever port the operator itself listens on. */
    private static final int AGENTS_PORT = 9443;

    @Produces
    @Singleton
    NodePoolWatch watch() {
        return new NodePoolWatch(new LeanPods());
    }

    @Produces
    @Singleton
    Parts parts(
            OperatorConfig config,
            KubernetesClient client,
            NodePoolWatch watch,
            CaBundle bundle,
            ResourceEvents events) {
        return new Parts(
                watch,
                new WorkerPods(defaults(config)),
                new CaConfigMaps(client, bundle, InstantSource.system()),
                new HostEvents(events));
    }

    private static WorkerDefaults defaults(OperatorConfig config) {
        String service = config.agents().service() + "." + config.namespace() + ".svc:" + AGENTS_PORT;
        return new WorkerDefaults(
                config.workers().image(), config.agents().address().orElse(service));
    }
}
