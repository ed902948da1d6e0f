/** User code for a pool: computes the Mandelbrot set tile by tile, and puts the tiles together. */
package io.kpool.examples.mandelbrot;
