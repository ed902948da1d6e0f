package io.kpool.operator.processgroup;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.kpool.crd.ProcessGroup;
import io.kpool.operator.news.SteadyIndex;
import java.util.List;
import java.util.Optional;

/** The ProcessGroups that this operator knows, by what others know them by. */
final class GroupCache {
    private final IndexerResourceCache<ProcessGroup> cache;
    private final SteadyIndex<ProcessGroup> byGroup;

    /** To be made before the cache is filled. */
    GroupCache(IndexerResourceCache<ProcessGroup> cache) {
        this.cache = cache;
        this.byGroup = new SteadyIndex<>(
                cache, "group", group -> List.of(GroupKey.of(group).toString()));
    }

    /** To be called before anything is read on behalf of a group. */
    void saw(ProcessGroup group) {
        byGroup.saw(group);
    }

    void gone(ProcessGroup group) {
        byGroup.gone(group);
    }

    Optional<ProcessGroup> withId(ResourceID id) {
        return cache.get(id);
    }

    /** All that claim that name. */
    List<ProcessGroup> named(GroupKey key) {
        return byGroup.find(key.toString());
    }

    /** Whether this very one is there. */
    boolean has(ProcessGroup group) {
        return withId(ResourceID.fromResource(group))
                .filter(there ->
                        there.getMetadata().getUid().equals(group.getMetadata().getUid()))
                .isPresent();
    }
}
