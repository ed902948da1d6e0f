package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kpool.pool.RotationList.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationListTest {
    private final RotationList<String> list = new RotationList<>();
    private final Map<String, Entry<String>> entries = new LinkedHashMap<>();

    @Test
    @DisplayName("P2 get_node x4: answers m, a, b, m")
    void rotates() {
        // Given
        given("0,m 999999,a 999999,b");

        // When
        List<String> chosen =
                Stream.generate(() -> list.rotate().orElseThrow()).limit(4).toList();

        // Then
        assertThat(chosen).containsExactly("m", "a", "b", "m");
        assertThat(written()).isEqualTo("1000000,a 1000000,b 2,m");
    }

    @ParameterizedTest(name = "P2 [{0}]: {1} reports {2}: [{3}]")
    @CsvSource(delimiter = '|', textBlock = """
            1000000,a 1000000,b 2,m | b | 0 | 0,b 1000000,a 2,m
            1,m 1,a 1,b             | b | 1 | 1,b 1,m 1,a
            1,m 1,a 1,b             | a | 3 | 1,m 1,b 3,a
            0,m 2,a 2,b             | m | 2 | 2,a 2,b 2,m
            0,m 2,a 2,b             | a | 0 | 0,a 0,m 2,b
            5,a 0,b 3,c             | b | 7 | 5,a 3,c 7,b
            5,a 0,b 3,c             | b | 2 | 2,b 5,a 3,c
            """)
    void reports(String before, String member, long load, String after) {
        // Given
        given(before);

        // When
        list.report(entries.get(member), load);

        // Then
        assertThat(written()).isEqualTo(after);
    }

    @Test
    @DisplayName("P3 a new member is chosen when rotation reaches it, whatever its load")
    void newMemberEntersLast() {
        // Given
        given("3,a 5,b");

        // When
        list.append("c", RotationList.ENTRY_LOAD);
        List<String> chosen =
                Stream.generate(() -> list.rotate().orElseThrow()).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("a", "b", "c");
    }

    @Test
    void passesOverClosedEntriesWhereTheyAre() {
        // Given
        given("1,a 2,b 3,c 4,d");
        list.close(entries.get("a"));
        list.close(entries.get("c"));

        // When
        List<String> chosen =
                Stream.generate(() -> list.rotate().orElseThrow()).limit(3).toList();

        // Then
        assertThat(chosen).containsExactly("b", "d", "b");
        assertThat(written()).isEqualTo("1,a 3,c 5,d 4,b");
    }

    @Test
    void answersNobodyWhenAllAreClosed() {
        // Given
        given("1,a");
        list.close(entries.get("a"));

        // When
        var chosen = list.rotate();

        // Then
        assertThat(chosen).isEmpty();
    }

    @Test
    void removes() {
        // Given
        given("1,a 2,b 3,c");

        // When
        list.remove(entries.get("b"));

        // Then
        assertThat(list.entries())
                .extracting(Entry::member, Entry::load)
                .containsExactly(tuple("a", 1L), tuple("c", 3L));
    }

    private void given(String text) {
        for (String entry : text.split(" ")) {
            String[] parts = entry.split(",");
            entries.put(parts[1], list.append(parts[1], Long.parseLong(parts[0])));
        }
    }

    private String written() {
        List<String> parts = new ArrayList<>();
        list.entries().forEach(entry -> parts.add(entry.load() + "," + entry.member()));
        return String.join(" ", parts);
    }
}
