package io.kpool.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputRingTest {
    private final OutputRing ring = new OutputRing(12);

    @Test
    void keepsTheLastLines() {
        ring.add("one");
        ring.add("two");
        ring.add("three");

        assertThat(ring.tail(100)).isEqualTo("two\nthree\n");
    }

    @Test
    void tailsWholeLines() {
        ring.add("one");
        ring.add("two");

        assertThat(ring.tail(7)).isEqualTo("two\n");
    }

    @Test
    void tailsTheEndOfALineThatAloneIsTooLong() {
        ring.add("a long line of text");

        assertThat(ring.tail(100)).isEqualTo("ine of text\n");
        assertThat(ring.tail(5)).isEqualTo("text\n");
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(ring.tail(100)).isEmpty();
    }
}
