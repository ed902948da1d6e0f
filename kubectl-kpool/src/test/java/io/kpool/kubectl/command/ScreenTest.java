package io.kpool.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.kubectl.print.Paint;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void aLineIsAsLongAsTheScreenIsWide() {
        assertThat(Screen.cut("0123456789", 10)).isEqualTo("0123456789");
        assertThat(Screen.cut("0123456789x", 10)).isEqualTo("012345678…");
    }

    @Test
    void coloursTakeNoRoom() {
        String ready = Paint.COLOURED.word("Ready");

        assertThat(ready).isNotEqualTo("Ready");
        assertThat(Screen.cut(ready, 5)).isEqualTo(ready);
        assertThat(Screen.cut(ready, 4)).isEqualTo("Rea…");
    }
}
