package io.kpool.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputRingTest {
    private final OutputRing ring = new OutputRing(12, 4);

    @Test
    void keepsTheLastLines() {
        add(StreamName.STDOUT, "one\n");
        add(StreamName.STDOUT, "two\n");
        add(StreamName.STDOUT, "three\n");

        assertThat(tail(100)).isEqualTo("two\nthree\n");
        assertThat(ring.size()).isEqualTo(10);
    }

    @Test
    void keepsBothStreamsInTheOrderPrinted() {
        add(StreamName.STDOUT, "one\n");
        add(StreamName.STDERR, "oh\n");
        add(StreamName.STDOUT, "two\n");

        assertThat(tail(100)).isEqualTo("one\noh\ntwo\n");
        assertThat(new String(ring.tail(100, StreamName.STDOUT), StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo\n");
        assertThat(new String(ring.tail(100, StreamName.STDERR), StandardCharsets.UTF_8))
                .isEqualTo("oh\n");
    }

    @Test
    void tailsWholeLines() {
        add(StreamName.STDOUT, "one\n");
        add(StreamName.STDOUT, "two\n");

        assertThat(tail(7)).isEqualTo("two\n");
    }

    @Test
    void tailsTheEndOfALineThatAloneIsTooLong() {
        add(StreamName.STDOUT, "a long line of text\n");

        assertThat(tail(100)).isEqualTo("ine of text\n");
        assertThat(tail(5)).isEqualTo("text\n");
    }

    @Test
    void keepsSoManyLinesAtMostHoweverShort() {
        for (int i = 0; i < 9; i++) {
            add(StreamName.STDOUT, "\n");
        }

        assertThat(tail(100)).isEqualTo("\n".repeat(4));
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(tail(100)).isEmpty();
    }

    private void add(StreamName stream, String line) {
        ring.add(stream, line.getBytes(StandardCharsets.UTF_8));
    }

    private String tail(int bytes) {
        return new String(ring.tail(bytes), StandardCharsets.UTF_8);
    }
}
