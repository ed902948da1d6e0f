package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    @Test
    void readsALineWhateverTheNameHolds() {
        String line = "4711 (a (b) R 1) S 12 4711 4711 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 7 0 123456 1000 10";

        assertThat(ProcessStat.parse(line)).contains(new ProcessStat(4711, 12, 4711, 'S', 7, 123456));
    }

    @Test
    void takesNothingFromWhatIsNoLine() {
        assertThat(ProcessStat.parse("")).isEmpty();
        assertThat(ProcessStat.parse("12 (cut) S 1")).isEmpty();
    }
}
