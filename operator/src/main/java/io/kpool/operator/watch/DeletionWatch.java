package io.kpool.operator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.Consumer;

/**
 * Tells when a resource is no more. The framework tells that to reconcilers with {@code triggerReconcilerOnAllEvents},
 * which the Quarkus extension drops on its way to the running controller, or to those with a finalizer, which kpool does
 * without.
 *
 * <p>The store loses a resource before the deletion is told: who finds it there after doing something for it will hear
 * of its end.
 */
public final class DeletionWatch<R extends HasMetadata> implements AutoCloseable {
    private final SharedIndexInformer<R> informer;

    /** Watches all namespaces from now on. */
    public DeletionWatch(KubernetesClient client, Class<R> type, Consumer<R> gone) {
        this.informer = client.resources(type).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(R resource) {
                // The framework tells its reconciler.
            }

            @Override
            public void onUpdate(R before, R after) {
                // The framework tells its reconciler.
            }

            @Override
            public void onDelete(R resource, boolean finalStateUnknown) {
                gone.accept(resource);
            }
        });
    }

    /** Whether this very resource is still there, as far as this watch knows. */
    public boolean has(R resource) {
        R there = informer.getStore()
                .getByKey(resource.getMetadata().getNamespace() + "/"
                        + resource.getMetadata().getName());
        return there != null
                && there.getMetadata().getUid().equals(resource.getMetadata().getUid());
    }

    @Override
    public void close() {
        informer.close();
    }
}
