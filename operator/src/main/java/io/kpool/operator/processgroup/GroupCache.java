package io.kpool.operator.processgroup;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.kpool.crd.ProcessGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ProcessGroups that this operator knows, by what others know them by. */
final class GroupCache {
    private static final String BY_GROUP = "group";

    private final IndexerResourceCache<ProcessGroup> cache;

    /** To be made before the cache is filled. */
    GroupCache(IndexerResourceCache<ProcessGroup> cache) {
        this.cache = cache;
        cache.addIndexers(Map.of(BY_GROUP, group -> List.of(GroupKey.of(group).toString())));
    }

    Optional<ProcessGroup> withId(ResourceID id) {
        return cache.get(id);
    }

    /** All that claim that name. */
    List<ProcessGroup> named(GroupKey key) {
        return cache.byIndex(BY_GROUP, key.toString());
    }

    /** Whether this very one is there. */
    boolean has(ProcessGroup group) {
        return withId(ResourceID.fromResource(group))
                .filter(there ->
                        there.getMetadata().getUid().equals(group.getMetadata().getUid()))
                .isPresent();
    }
}
