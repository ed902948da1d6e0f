package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptOutputsTest {
    private final KeptOutputs kept = new KeptOutputs();

    @ParameterizedTest
    @CsvSource({"0,''", "1,'\n'", "3,'ne\n'", "4,'one\n'"})
    void tailsTheOnlyLine(int bytes, String tail) {
        keep(1, "one\n");

        assertThat(tail(1, bytes)).isEqualTo(tail);
    }

    @ParameterizedTest
    @CsvSource({"4,'two\n'", "7,'two\n'", "8,'one\ntwo\n'", "100,'one\ntwo\n'"})
    void tailsWholeLines(int bytes, String tail) {
        keep(1, "one\ntwo\n");

        assertThat(tail(1, bytes)).isEqualTo(tail);
    }

    @Test
    void keepsNothingOfWhoPrintedNothing() {
        keep(1, "");

        assertThat(kept.tail(1, 100)).isEmpty();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int serial = 1; serial <= KeptOutputs.MOST + 1; serial++) {
            keep(serial, "x");
        }

        assertThat(kept.tail(1, 100)).isEmpty();
        assertThat(kept.tail(2, 100)).isPresent();
    }

    @Test
    void forgetsTheOldestWhenTheyAreTooLarge() {
        String quarter = "x".repeat(KeptOutputs.MOST_BYTES / 4);
        for (int serial = 1; serial <= 5; serial++) {
            keep(serial, quarter);
        }

        assertThat(kept.tail(1, 100)).isEmpty();
        assertThat(kept.tail(2, 100)).isPresent();
    }

    private void keep(long serial, String text) {
        kept.keep(serial, text.getBytes(StandardCharsets.UTF_8));
    }

    private String tail(long serial, int bytes) {
        return new String(kept.tail(serial, bytes).orElseThrow(), StandardCharsets.UTF_8);
    }
}
