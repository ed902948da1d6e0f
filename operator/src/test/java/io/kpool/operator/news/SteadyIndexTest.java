package io.kpool.operator.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.informers.impl.cache.CacheImpl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SteadyIndexTest {
    private final CacheImpl<ConfigMap> framework = new CacheImpl<>();
    private final List<List<String>> foundDuringUpdates = new ArrayList<>();
    private boolean isUpdating;
    private final SteadyIndex<ConfigMap> index = new SteadyIndex<>(new Cached(framework), "colour", this::colours);

    /** The cache asks for the keys of what it puts into its index when it has taken out what was there. */
    private List<String> colours(ConfigMap map) {
        String colour = map.getData().get("colour");
        if (isUpdating && map.getMetadata().getResourceVersion().equals("2")) {
            isUpdating = false;
            foundDuringUpdates.add(names(colour));
        }
        return List.of(colour);
    }

    @Test
    void hasWhatIsBeingUpdated() {
        // Given
        ConfigMap map = map("one", "red", "1");
        framework.put(map);
        index.saw(map);
        // When
        isUpdating = true;
        framework.put(map("one", "red", "2"));
        // Then
        assertThat(foundDuringUpdates).containsExactly(List.of("one"));
    }

    @Test
    void hasWhatWasNotLookedAtYet() {
        framework.put(map("one", "red", "1"));

        assertThat(names("red")).containsExactly("one");
        assertThat(names("blue")).isEmpty();
    }

    @Test
    void hasEachOnceWhereItIsNow() {
        // Given
        ConfigMap red = map("one", "red", "1");
        framework.put(red);
        index.saw(red);
        // When
        framework.put(map("one", "blue", "3"));
        // Then
        assertThat(names("red")).isEmpty();
        assertThat(names("blue")).containsExactly("one");
        // When
        index.saw(map("one", "blue", "3"));
        // Then
        assertThat(names("blue")).containsExactly("one");
    }

    @Test
    void forgetsWhatIsGoneButNotItsSuccessor() {
        // Given
        ConfigMap red = map("one", "red", "1");
        framework.put(red);
        index.saw(red);
        // When
        framework.remove(red);
        index.gone(red);
        // Then
        assertThat(names("red")).isEmpty();
        // When
        framework.put(red);
        index.gone(red);
        isUpdating = true;
        framework.put(map("one", "red", "2"));
        // Then
        assertThat(foundDuringUpdates).containsExactly(List.of("one"));
    }

    private List<String> names(String colour) {
        return index.find(colour).stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }

    private static ConfigMap map(String name, String colour, String version) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .withResourceVersion(version)
                .endMetadata()
                .addToData("colour", colour)
                .build();
    }

    /** As the operator's framework shows it. */
    private record Cached(CacheImpl<ConfigMap> cache) implements IndexerResourceCache<ConfigMap> {
        @Override
        public void addIndexers(Map<String, Function<ConfigMap, List<String>>> indexers) {
            cache.addIndexers(indexers);
        }

        @Override
        public List<ConfigMap> byIndex(String name, String key) {
            return cache.byIndex(name, key);
        }

        @Override
        public Optional<ConfigMap> get(ResourceID id) {
            return Optional.ofNullable(cache.getByKey(id.getNamespace().orElseThrow() + "/" + id.getName()));
        }

        @Override
        public Stream<ResourceID> keys() {
            return list(any -> true).map(ResourceID::fromResource);
        }

        @Override
        public Stream<ConfigMap> list(Predicate<ConfigMap> predicate) {
            return cache.list().stream().filter(predicate);
        }

        @Override
        public Stream<ConfigMap> list(String namespace, Predicate<ConfigMap> predicate) {
            return list(map -> namespace.equals(map.getMetadata().getNamespace()) && predicate.test(map));
        }
    }
}
