package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.agent.PoolRequests;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what a Spawn must know of its pool, from the resource and from its master. */
final class PoolSights {
    private final PoolRequests requests;
    private InformerEventSource<NodePool, Spawn> pools;

    PoolSights(PoolRequests requests) {
        this.requests = requests;
    }

    void readFrom(InformerEventSource<NodePool, Spawn> source) {
        pools = source;
    }

    PoolSight of(PoolKey key) {
        Optional<NodePool> pool = pools.get(new ResourceID(key.name(), key.namespace()));
        if (pool.isEmpty()) {
            return new PoolSight.Missing();
        }
        return requests.hosts(key)
                .<PoolSight>map(hosts -> known(pool.get(), hosts))
                .orElseGet(PoolSight.Undeclared::new);
    }

    private static PoolSight known(NodePool pool, Set<String> hosts) {
        Map<String, String> nodes = pool.lastStatus().hosts().stream()
                .collect(Collectors.toMap(HostStatus::name, HostStatus::nodeName, (first, second) -> second));
        return new PoolSight.Known(pool.getSpec().masterLossSeconds(), hosts, nodes);
    }
}
