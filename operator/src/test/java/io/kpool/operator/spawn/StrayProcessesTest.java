package io.kpool.operator.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.Spawn;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Pid;
import io.kpool.pool.SpawnAttempt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrayProcessesTest {
    private static final PoolKey POOL = new PoolKey("acme", "demo");
    private static final PoolKey ELSEWHERE = new PoolKey("other", "demo");
    private static final SpawnAttempt NOBODYS = new SpawnAttempt("gone", 1);

    private final List<Spawn> cached = new ArrayList<>();
    private final List<Spawn> live = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<Pid> ended = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private int failures;
    private Runnable meanwhile = () -> {};

    private final StrayProcesses strays = new StrayProcesses(
            new StrayProcesses.Known(this::cached, this::live), (pool, pid) -> ended.add(pid), (delay, task) -> {
                delays.add(delay);
                tasks.add(task);
            });

    @Test
    void leavesAProcessOfAKnownSpawnToIt() {
        // Given
        cached.add(open());

        // When
        strays.judge(POOL, PlannedSpawn.FIRST, pid(1));

        // Then
        assertThat(tasks).isEmpty();
    }

    @Test
    void asksOnceForAllOfANamespace() {
        // Given
        live.add(open());

        // When
        strays.judge(POOL, NOBODYS, pid(1));
        strays.judge(POOL, PlannedSpawn.FIRST, pid(2));
        strays.judge(POOL, PlannedSpawn.SECOND, pid(3));
        strays.judge(ELSEWHERE, NOBODYS, pid(4));
        runAll();

        // Then
        assertThat(asked).containsExactly("acme", "other");
        assertThat(ended).containsExactly(pid(1), pid(3), pid(4));
    }

    @Test
    void doesNotAskWhenTheCacheHasBeenFilledMeanwhile() {
        // Given
        strays.judge(POOL, PlannedSpawn.FIRST, pid(1));

        // When
        cached.add(open());
        runAll();

        // Then
        assertThat(asked).isEmpty();
        assertThat(ended).isEmpty();
    }

    @Test
    void asksEvenWhenTheCacheSaysThatTheAttemptIsOver() {
        // Given
        cached.add(PlannedSpawn.spawn(spec -> spec));
        live.add(open());

        // When
        strays.judge(POOL, PlannedSpawn.FIRST, pid(1));
        runAll();

        // Then
        assertThat(asked).containsExactly("acme");
        assertThat(ended).isEmpty();
    }

    @Test
    void asksAgainUntilItGetsAnAnswer() {
        // Given
        failures = 7;

        // When
        strays.judge(POOL, NOBODYS, pid(1));
        tasks.remove().run();
        strays.judge(POOL, NOBODYS, pid(2));
        runAll();

        // Then
        assertThat(ended).containsExactlyInAnyOrder(pid(1), pid(2));
        assertThat(delays)
                .startsWith(StrayProcesses.COLLECTING, Duration.ofSeconds(1), Duration.ofSeconds(2))
                .endsWith(StrayProcesses.LONGEST_PAUSE, StrayProcesses.LONGEST_PAUSE)
                .hasSize(8);
    }

    @Test
    void asksOnceMoreForThoseThatCameMeanwhile() {
        // Given
        meanwhile = () -> strays.judge(POOL, NOBODYS, pid(2));

        // When
        strays.judge(POOL, NOBODYS, pid(1));
        tasks.remove().run();
        meanwhile = () -> {};

        // Then
        assertThat(ended).containsExactly(pid(1));
        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(ended).containsExactly(pid(1), pid(2));
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private Optional<Spawn> cached(String uid) {
        return cached.stream()
                .filter(spawn -> spawn.getMetadata().getUid().equals(uid))
                .findFirst();
    }

    private Collection<Spawn> live(String namespace) {
        asked.add(namespace);
        meanwhile.run();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("no answer");
        }
        return live;
    }

    private static Spawn open() {
        PlannedSpawn given = new PlannedSpawn();
        given.running();
        return given.spawn;
    }

    private static Pid pid(int serial) {
        return new Pid("demo", "alpha", 7, serial);
    }
}
