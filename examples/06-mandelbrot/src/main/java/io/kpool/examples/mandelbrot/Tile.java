package io.kpool.examples.mandelbrot;

import java.util.Base64;

/** What runs in the pool: one tile of the picture. Nothing in it knows kpool. */
public final class Tile {
    /** Pixels along an edge of a tile. */
    public static final int EDGE = 128;

    private static final int LIMIT = 255;
    private static final double LEFT = -2.2;
    private static final double TOP = -1.5;
    private static final double WIDTH = 3.0;

    private Tile() {}

    /**
     * Computes one tile of a square picture.
     *
     * @param column from 0, left to right
     * @param row from 0, top to bottom
     * @param tiles how many tiles the picture has along an edge
     * @return {@link #EDGE}² bytes, row by row, in Base64: after how many iterations (1 to 255) each point escaped; 0
     *     for those that did not
     */
    public static String render(int column, int row, int tiles) {
        double step = WIDTH / (tiles * EDGE);
        byte[] escapes = new byte[EDGE * EDGE];
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                escapes[y * EDGE + x] = escape(LEFT + (column * EDGE + x) * step, TOP + (row * EDGE + y) * step);
            }
        }
        return Base64.getEncoder().encodeToString(escapes);
    }

    private static byte escape(double cx, double cy) {
        double zx = 0;
        double zy = 0;
        for (int iteration = 1; iteration <= LIMIT; iteration++) {
            double next = zx * zx - zy * zy + cx;
            zy = 2 * zx * zy + cy;
            zx = next;
            if (zx * zx + zy * zy > 4) {
                return (byte) iteration;
            }
        }
        return 0;
    }
}
