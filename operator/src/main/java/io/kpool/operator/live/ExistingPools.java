package io.kpool.operator.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.leader.LeadershipListener;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Says which pools there are before this process serves as the leader: only when it has heard their workers does it know
 * who stands under the groups and names of their namespaces.
 */
@Singleton
@Priority(ExistingPools.BEFORE_OTHERS)
class ExistingPools implements LeadershipListener {
    static final int BEFORE_OTHERS = 1000;

    private final KubernetesClient client;
    private final LiveSide live;

    ExistingPools(KubernetesClient client, LiveSide live) {
        this.client = client;
        this.live = live;
    }

    @Override
    public void startServing(long epoch) {
        live.inherit(client.resources(NodePool.class).inAnyNamespace().list().getItems().stream()
                .filter(pool -> !pool.isMarkedForDeletion())
                .map(pool -> new PoolKey(
                        pool.getMetadata().getNamespace(), pool.getMetadata().getName()))
                .collect(Collectors.toSet()));
    }

    @Override
    public void stopServing() {
        // Nothing runs here.
    }
}
