package io.kpool.operator.news;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * An index of the framework's cache in which nobody is ever missing. From its own index the cache takes, for a moment,
 * what is updated (Fabric8 7.6): word that is passed on at that moment to those who are found there does not reach all of
 * them, and nobody says it again. Hence those that were {@linkplain #saw seen} are remembered by the same keys; who was
 * not is yet to be looked at for the first time. Every method may be called from any thread.
 */
public final class SteadyIndex<R extends HasMetadata> {
    private final IndexerResourceCache<R> cache;
    private final String name;
    private final Function<R, List<String>> keys;
    private final Map<ResourceID, List<String>> known = new HashMap<>();
    private final Map<String, Set<ResourceID>> seen = new HashMap<>();

    /** To be made before the cache is filled. */
    public SteadyIndex(IndexerResourceCache<R> cache, String name, Function<R, List<String>> keys) {
        this.cache = cache;
        this.name = name;
        this.keys = keys;
        cache.addIndexers(Map.of(name, keys));
    }

    /** To be called before anything is read on behalf of a resource: what comes later finds it. */
    public synchronized void saw(R resource) {
        ResourceID id = ResourceID.fromResource(resource);
        List<String> now = keys.apply(resource);
        List<String> before = known.put(id, now);
        if (!now.equals(before)) {
            remove(id, before);
            now.forEach(key -> seen.computeIfAbsent(key, any -> new HashSet<>()).add(id));
        }
    }

    /** It is no more, though another may have its name. */
    public void gone(R resource) {
        ResourceID id = ResourceID.fromResource(resource);
        forget(id);
        cache.get(id).ifPresent(this::saw);
    }

    private synchronized void forget(ResourceID id) {
        remove(id, known.remove(id));
    }

    private void remove(ResourceID id, List<String> former) {
        if (former != null) {
            former.forEach(key -> seen.computeIfPresent(key, (any, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            }));
        }
    }

    /** All that have that key. */
    public List<R> find(String key) {
        Map<ResourceID, R> found = new LinkedHashMap<>();
        cache.byIndex(name, key).forEach(resource -> found.put(ResourceID.fromResource(resource), resource));
        for (ResourceID id : seen(key)) {
            if (!found.containsKey(id)) {
                cache.get(id).ifPresent(resource -> found.put(id, resource));
            }
        }
        return found.values().stream()
                .filter(resource -> keys.apply(resource).contains(key))
                .toList();
    }

    private synchronized Set<ResourceID> seen(String key) {
        return Set.copyOf(seen.getOrDefault(key, Set.of()));
    }
}
