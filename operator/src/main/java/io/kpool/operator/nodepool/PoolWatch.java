package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kpool.crd.NodePool;
import java.util.function.Consumer;

/**
 * Tells which NodePools are there, and when one is no more, which a reconciler without a finalizer is not told. Its
 * store loses a pool before it tells: who finds a pool there after doing something for it will hear of its end.
 */
final class PoolWatch implements AutoCloseable {
    private final SharedIndexInformer<NodePool> informer;

    PoolWatch(KubernetesClient client, Consumer<NodePool> gone) {
        this.informer = client.resources(NodePool.class).inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(NodePool pool) {
                // The reconciler is told.
            }

            @Override
            public void onUpdate(NodePool before, NodePool after) {
                // The reconciler is told.
            }

            @Override
            public void onDelete(NodePool pool, boolean finalStateUnknown) {
                gone.accept(pool);
            }
        });
    }

    /** Whether this very pool is still there, as far as this watch knows. */
    boolean has(NodePool pool) {
        NodePool there = informer.getStore()
                .getByKey(pool.getMetadata().getNamespace() + "/"
                        + pool.getMetadata().getName());
        return there != null
                && there.getMetadata().getUid().equals(pool.getMetadata().getUid());
    }

    @Override
    public void close() {
        informer.close();
    }
}
