package io.kpool.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final String LINE = "erlang,spawn-512,60000,19500.500,26.100,40,51.200,80.250,,,OTP 25; no TLS";

    @Test
    void readsWhatAPeerPrinted() {
        // When
        Figure figure = Figure.parse(Figure.PREFIX + LINE).orElseThrow();
        // Then
        assertThat(figure.system()).isEqualTo("erlang");
        assertThat(figure.measure()).isEqualTo(Measure.SPAWN_512);
        assertThat(figure.number(Column.PER_SECOND)).hasValue(19_500.5);
        assertThat(figure.number(Column.VALUE)).isEmpty();
        assertThat(figure.note()).isEqualTo("OTP 25; no TLS");
    }

    @Test
    void writesWhatItRead() {
        // Given
        Figure figure = Figure.parse(Figure.PREFIX + LINE).orElseThrow();
        // Then
        assertThat(figure.line()).isEqualTo(LINE);
        assertThat(LINE.split(",", -1)).hasSameSizeAs(Figure.header().split(","));
    }

    @Test
    void passesOverWhatIsNoFigure() {
        assertThat(Figure.parse("2026-01-01 INFO connected to the cluster")).isEmpty();
    }

    @Test
    void refusesALineWithAColumnTooFew() {
        assertThatThrownBy(() -> Figure.parse("figure,ray,spawn-1,1,2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ray,spawn-1");
    }

    @Test
    void refusesATextThatWouldBreakTheLine() {
        assertThatThrownBy(() -> new Figure("ray", Measure.SPAWN_1, Map.of(), "", "one, two"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
