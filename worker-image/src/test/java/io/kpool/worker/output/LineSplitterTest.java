package io.kpool.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(line -> lines.add(new String(line, StandardCharsets.UTF_8)));

    @Test
    void putsLinesTogether() {
        print("one\ntw");
        print("o\r\n\nthr");
        splitter.write('e');
        splitter.write('e');
        splitter.finish();

        assertThat(lines).containsExactly("one\n", "two\r\n", "\n", "three");
    }

    @Test
    void cutsLinesThatAreTooLong() {
        print("x".repeat(LineSplitter.LONGEST_LINE * 2 + 1) + "\n");

        assertThat(lines).extracting(String::length).containsExactly(16384, 16384, 2);
    }

    @Test
    void readsUtf8AcrossWrites() {
        byte[] bytes = "grün\n".getBytes(StandardCharsets.UTF_8);
        splitter.write(bytes, 0, 3);
        splitter.write(bytes, 3, bytes.length - 3);

        assertThat(lines).containsExactly("grün\n");
    }

    @Test
    void readsWhatALineSaysWithoutItsEnd() {
        assertThat(Stream.of("a\n", "a\r\n", "a", "a\r", "\n", "")
                        .map(line -> LineSplitter.text(line.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("a", "a", "a", "a", "", "");
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.write(bytes, 0, bytes.length);
    }
}
