package io.kpool.operator.aggregation;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Tells a {@link FrontProxy} what the cluster says of its API servers, and every change of it. */
final class FrontProxyWatch implements ResourceEventHandler<ConfigMap>, AutoCloseable {
    static final String NAMESPACE = "kube-system";
    static final String NAME = "extension-apiserver-authentication";

    private static final Logger LOG = Logger.getLogger(FrontProxyWatch.class);
    private static final long NEVER_AGAIN = 0;

    private final FrontProxy proxy;
    private final SharedIndexInformer<ConfigMap> informer;

    FrontProxyWatch(KubernetesClient client, FrontProxy proxy) {
        this.proxy = proxy;
        this.informer = client.configMaps()
                .inNamespace(NAMESPACE)
                .withName(NAME)
                .runnableInformer(NEVER_AGAIN)
                .addEventHandler(this)
                .exceptionHandler((started, failure) -> {
                    LOG.warnf("Cannot read how API servers show who they are, tries again: %s", failure.getMessage());
                    return true;
                });
    }

    /** Returns at once; until it has read something nobody is known. */
    void start() {
        informer.start();
    }

    @Override
    public void onAdd(ConfigMap map) {
        learn(map);
    }

    @Override
    public void onUpdate(ConfigMap before, ConfigMap map) {
        learn(map);
    }

    @Override
    public void onDelete(ConfigMap map, boolean stateUnknown) {
        proxy.learn(Map.of());
    }

    private void learn(ConfigMap map) {
        try {
            proxy.learn(Objects.requireNonNullElse(map.getData(), Map.of()));
        } catch (IllegalArgumentException e) {
            LOG.warnf("ConfigMap %s/%s cannot be read, what it said before goes on: %s", NAMESPACE, NAME, e);
        }
    }

    @Override
    public void close() {
        informer.stop();
    }
}
