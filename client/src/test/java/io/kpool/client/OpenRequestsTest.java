package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {
    private final OpenRequests open = new OpenRequests();

    /** A number is put in if it is not there, and taken out if it is: a set of numbers does the same. */
    @Property
    void holdsWhatASetWouldHold(@ForAll @Size(max = 400) List<@IntRange(min = 1, max = 60) Integer> numbers) {
        var table = new OpenRequests();
        Set<Long> set = new HashSet<>();
        for (long number : numbers) {
            if (set.remove(number)) {
                assertThat(table.remove(number).number()).isEqualTo(number);
            } else {
                set.add(number);
                table.put(Samples.numbered(number));
            }
            assertThat(table.size()).isEqualTo(set.size());
        }
        for (long number = 0; number <= 60; number++) {
            assertThat(table.get(number) != null).isEqualTo(set.contains(number));
        }
        assertThat(table.sortedNumbers()).containsExactly(new TreeSet<>(set).toArray(Long[]::new));
    }

    @Test
    void aLongWindowSlidesPastOneThatStays() {
        open.put(Samples.numbered(1));
        for (long number = 2; number <= 100_000; number++) {
            open.put(Samples.numbered(number));
            if (number > 511) {
                assertThat(open.remove(number - 510)).isNotNull();
            }
        }
        assertThat(open.get(1)).isNotNull();
        assertThat(open.size()).isEqualTo(511);
    }

    @Test
    void whatIsNotThereIsNotTakenOut() {
        open.put(Samples.numbered(3));

        assertThat(open.remove(4)).isNull();
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void takesAllOutInOrder() {
        for (long number : new long[] {30, 7, 19}) {
            open.put(Samples.numbered(number));
        }
        List<Long> taken = new ArrayList<>();

        open.removeAll(request -> taken.add(request.number()));

        assertThat(taken).containsExactly(7L, 19L, 30L);
        assertThat(open.size()).isZero();
    }
}
