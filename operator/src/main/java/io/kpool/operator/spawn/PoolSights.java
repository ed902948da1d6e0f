package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
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

    /** Watches NodePools: a Spawn that waits for its pool hears of it, and one that runs there of its end. */
    EventSource<NodePool, Spawn> watch(EventSourceContext<Spawn> context, SpawnCache spawns) {
        pools = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(NodePool.class, Spawn.class)
                        .withName("pools")
                        .withSecondaryToPrimaryMapper(pool -> spawns.unfinishedOf(keyOf(pool)))
                        // What Spawns see of a pool that is there comes from its master.
                        .withOnUpdateFilter((now, before) -> false)
                        .build(),
                context);
        return pools;
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
        Set<String> cordoned =
                pool.getSpec().cordoned().stream().filter(hosts::contains).collect(Collectors.toSet());
        return new PoolSight.Known(pool.getSpec().masterLossSeconds(), hosts, cordoned, nodes);
    }

    private static PoolKey keyOf(NodePool pool) {
        return new PoolKey(pool.getMetadata().getNamespace(), pool.getMetadata().getName());
    }
}
