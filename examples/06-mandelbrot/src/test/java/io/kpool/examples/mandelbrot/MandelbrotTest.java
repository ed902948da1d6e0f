package io.kpool.examples.mandelbrot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MandelbrotTest {
    @Test
    void theMiddleOfTheSetIsBlackAndTheCornerIsNot() {
        var image = Picture.assemble(tiles(2));

        assertThat(image.getWidth()).isEqualTo(2 * Tile.EDGE);
        // -0.2 + 0i, and -2.2 - 1.5i
        assertThat(image.getRGB(170, 128) & 0xffffff).isZero();
        assertThat(image.getRGB(0, 0) & 0xffffff).isNotZero();
    }

    @Test
    void aTileFitsIntoAResult() {
        assertThat(Tile.render(3, 3, 8)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void refusesAPictureWithATileMissing() {
        List<Picture.Placed> tiles = tiles(2).subList(0, 3);

        assertThatThrownBy(() -> Picture.assemble(tiles)).hasMessage("3 tiles do not make a square");
    }

    private static List<Picture.Placed> tiles(int edge) {
        return IntStream.range(0, edge * edge)
                .mapToObj(i -> "%d %d \"%s\"".formatted(i % edge, i / edge, Tile.render(i % edge, i / edge, edge)))
                .map(Picture.Placed::parse)
                .toList();
    }
}
