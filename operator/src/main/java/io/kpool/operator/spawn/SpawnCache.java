package io.kpool.operator.spawn;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.news.SteadyIndex;
import io.kpool.operator.processgroup.GroupKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The Spawns that this operator knows, by what others know them by. */
final class SpawnCache {
    private final IndexerResourceCache<Spawn> cache;
    private final SteadyIndex<Spawn> byUid;
    private final SteadyIndex<Spawn> byPool;
    private final SteadyIndex<Spawn> byLink;
    private final SteadyIndex<Spawn> byGroup;
    private final List<SteadyIndex<Spawn>> indexes;

    /** To be made before the cache is filled. */
    SpawnCache(IndexerResourceCache<Spawn> cache) {
        this.cache = cache;
        byUid = new SteadyIndex<>(
                cache, "uid", spawn -> List.of(spawn.getMetadata().getUid()));
        byPool = new SteadyIndex<>(
                cache, "pool", spawn -> List.of(SpawnActor.poolOf(spawn).toString()));
        byLink = new SteadyIndex<>(
                cache,
                "link",
                spawn -> spawn.getSpec().links().stream()
                        .distinct()
                        .map(link -> link(spawn, link))
                        .toList());
        byGroup = new SteadyIndex<>(
                cache,
                "group",
                spawn -> spawn.getSpec().groups().stream()
                        .map(group -> group(spawn, group).toString())
                        .toList());
        indexes = List.of(byUid, byPool, byLink, byGroup);
    }

    /** To be called before anything is read on behalf of a Spawn. */
    void saw(Spawn spawn) {
        indexes.forEach(index -> index.saw(spawn));
    }

    void gone(Spawn spawn) {
        indexes.forEach(index -> index.gone(spawn));
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
        return byUid.find(uid).stream().findFirst();
    }

    /** Those that are to be linked with it because their specs say so. */
    List<Spawn> naming(Spawn partner) {
        return byLink.find(link(partner, partner.getMetadata().getName()));
    }

    /** Those that may wait for that group. */
    Set<ResourceID> waitingFor(GroupKey group) {
        return byGroup.find(group.toString()).stream()
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
        return byPool.find(pool.toString()).stream()
                .filter(spawn -> !spawn.lastStatus().finished())
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }
}
