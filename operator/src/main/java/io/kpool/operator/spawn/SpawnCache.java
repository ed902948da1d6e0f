package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.processgroup.GroupKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Spawns that this operator knows, by what others know them by. */
final class SpawnCache {
    private static final String BY_UID = "uid";
    private static final String BY_POOL = "pool";
    private static final String BY_LINK = "link";
    private static final String BY_GROUP = "group";

    private final IndexerResourceCache<Spawn> cache;

    /** To be made before the cache is filled. */
    SpawnCache(IndexerResourceCache<Spawn> cache) {
        this.cache = cache;
        cache.addIndexers(Map.of(
                BY_UID, spawn -> List.of(spawn.getMetadata().getUid()),
                BY_POOL, spawn -> List.of(SpawnActor.poolOf(spawn).toString()),
                BY_LINK,
                        spawn -> spawn.getSpec().links().stream()
                                .distinct()
                                .map(link -> link(spawn, link))
                                .toList(),
                BY_GROUP,
                        spawn -> spawn.getSpec().groups().stream()
                                .map(group -> group(spawn, group).toString())
                                .toList()));
    }

    Optional<Spawn> withId(ResourceID id) {
        return cache.get(id);
    }

    /** Whether this very one is there. */
    boolean has(Spawn spawn) {
        return withId(ResourceID.fromResource(spawn))
                .filter(there ->
                        there.getMetadata().getUid().equals(spawn.getMetadata().getUid()))
                .isPresent();
    }

    Optional<Spawn> withUid(String uid) {
        return cache.byIndex(BY_UID, uid).stream().findFirst();
    }

    /** Those that are to be linked with it because their specs say so. */
    List<Spawn> naming(Spawn partner) {
        return cache.byIndex(BY_LINK, link(partner, partner.getMetadata().getName()));
    }

    /** Those that may wait for that group. */
    Set<ResourceID> waitingFor(GroupKey group) {
        return cache.byIndex(BY_GROUP, group.toString()).stream()
                .filter(spawn -> !spawn.lastStatus().finished())
                .filter(spawn -> spawn.lastStatus().pid().isEmpty()
                        || spawn.lastStatus().exit().isPresent())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static GroupKey group(Spawn spawn, String group) {
        return new GroupKey(spawn.getMetadata().getNamespace(), group);
    }

    private static String link(Spawn spawn, String name) {
        return spawn.getMetadata().getNamespace() + "/" + name;
    }

    /** Those that a change of that pool may concern: they have not ended. */
    Set<ResourceID> unfinishedOf(PoolKey pool) {
        return cache.byIndex(BY_POOL, pool.toString()).stream()
                .filter(spawn -> !spawn.lastStatus().finished())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
