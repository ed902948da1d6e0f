package io.kpool.examples.mandelbrot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Puts the tiles together: reads lines of {@code column row result} and writes a PNG. */
public final class Picture {
    private Picture() {}

    /** @param args the file to write */
    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        List<Placed> tiles = in.lines().map(Placed::parse).toList();
        if (!ImageIO.write(assemble(tiles), "png", Path.of(args[0]).toFile())) {
            throw new IOException("this Java runtime writes no PNG");
        }
    }

    static BufferedImage assemble(List<Placed> tiles) {
        int edge = (int) Math.round(Math.sqrt(tiles.size()));
        if (edge == 0 || edge * edge != tiles.size()) {
            throw new IllegalArgumentException(tiles.size() + " tiles do not make a square");
        }
        var image = new BufferedImage(edge * Tile.EDGE, edge * Tile.EDGE, BufferedImage.TYPE_INT_RGB);
        tiles.forEach(tile -> draw(tile, image));
        return image;
    }

    private static void draw(Placed tile, BufferedImage image) {
        for (int i = 0; i < tile.escapes().length; i++) {
            int x = tile.column() * Tile.EDGE + i % Tile.EDGE;
            int y = tile.row() * Tile.EDGE + i / Tile.EDGE;
            image.setRGB(x, y, colour(tile.escapes()[i] & 0xff));
        }
    }

    private static int colour(int escape) {
        if (escape == 0) {
            return 0;
        }
        float depth = (float) (Math.log(escape) / Math.log(255));
        return Color.HSBtoRGB(0.62f - 0.55f * depth, 0.85f - 0.35f * depth, 0.35f + 0.65f * depth);
    }

    /**
     * A tile and its place.
     *
     * @param escapes see {@link Tile#render}
     */
    record Placed(int column, int row, byte[] escapes) {
        /** The result is JSON, hence the quotes around the Base64. */
        static Placed parse(String line) {
            String[] parts = line.strip().split(" ");
            byte[] escapes = Base64.getDecoder().decode(parts[2].replace("\"", ""));
            return new Placed(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), escapes);
        }
    }
}
