package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.Pid;
import io.kpool.pool.directory.Key;
import io.kpool.protocol.agent.Spawn;
import org.junit.jupiter.api.Test;

class WatchersTest {
    private static final Key ONE = Key.group("one");
    private static final Key OTHER = Key.name("other");

    private final Watchers watchers = new Watchers();
    private final ProcessEntry entry = new ProcessEntry(new Pid("demo", "alpha", 1, 7), Spawn.getDefaultInstance());
    private final ProcessEntry another = new ProcessEntry(new Pid("demo", "alpha", 1, 8), Spawn.getDefaultInstance());

    @Test
    void forgetsWhoHasEnded() {
        watchers.add(entry, 1, ONE);
        watchers.add(entry, 2, OTHER);
        watchers.add(another, 1, OTHER);

        watchers.ended(entry);

        assertThat(watchers.has(ONE)).isFalse();
        assertThat(watchers.has(OTHER)).isTrue();
    }

    @Test
    void endsOneOfSeveralWatches() {
        watchers.add(entry, 1, ONE);
        watchers.add(entry, 2, ONE);

        watchers.remove(entry, 1);
        assertThat(watchers.has(ONE)).isTrue();
        watchers.remove(another, 2);
        watchers.remove(entry, 2);
        watchers.remove(entry, 2);

        assertThat(watchers.has(ONE)).isFalse();
    }
}
