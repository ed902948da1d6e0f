package io.kpool.operator.nodepool;

import io.kpool.crd.NodePool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what the pods of pools are rendered from. To render one takes a good part of a millisecond, a pool may have a
 * thousand, and while its spec is the same they are too: mostly all of one kind.
 */
final class TemplateHashes {
    private final WorkerPods pods;
    /** By uid of the pool. */
    private final Map<String, OfSpec> known = new ConcurrentHashMap<>();

    private record OfSpec(long generation, Map<HostWish, String> hashes) {}

    TemplateHashes(WorkerPods pods) {
        this.pods = pods;
    }

    /** @throws InvalidTemplateException when the pool's template is none */
    String of(NodePool pool, HostWish wish) {
        long generation = pool.getMetadata().getGeneration();
        OfSpec of = known.compute(
                pool.getMetadata().getUid(),
                (uid, last) -> last != null && last.generation() == generation
                        ? last
                        : new OfSpec(generation, new ConcurrentHashMap<>()));
        return of.hashes().computeIfAbsent(wish.unnamed(), kind -> pods.templateHash(pool, kind));
    }

    void forget(String poolUid) {
        known.remove(poolUid);
    }
}
