package io.kpool.pool;

import static io.kpool.pool.PlacementStrategy.PACKED;
import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackedTest {

    @Test
    void fillsTheFullestHostThatStillHasASlot() {
        // Given
        PoolFixture pool = PoolFixture.ready(PACKED, "a", "b", "c");
        pool.submitTo("b");

        // When
        List<String> chosen = Stream.generate(pool::place).limit(5).toList();

        // Then
        assertThat(chosen).containsExactly("b", "b", "b", "a", "a");
    }

    @Test
    void doesNotCareForLoad() {
        // Given
        PoolFixture pool = PoolFixture.ready(PACKED, "a", "b");
        pool.place();
        pool.load(worker("a"), 1, 50_000);

        // When
        String chosen = pool.place();

        // Then
        assertThat(chosen).isEqualTo("a");
    }

    @Test
    void goesBackToASlotThatBecameFree() {
        // Given
        PoolFixture pool = PoolFixture.ready(PACKED, "a", "b");
        List<Pid> pids = Stream.generate(pool::startOne).limit(5).toList();

        // When
        pool.exit(pids.getFirst());
        List<String> chosen = Stream.generate(pool::place).limit(2).toList();

        // Then
        assertThat(chosen).containsExactly("a", "b");
    }

    @Test
    void comparesFreeSlotsWhereHostsDiffer() {
        // Given
        PoolFixture pool = new PoolFixture(new PoolSettings(
                new PlacementSettings(PACKED, WhenFull.WAIT, 1, 1),
                List.of(new HostSettings("large", 8, Admission.OPEN), new HostSettings("small", 2, Admission.OPEN))));
        pool.serve("large");
        pool.serve("small");

        // When
        List<String> chosen = Stream.generate(pool::place).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("small", "small", "large");
    }
}
