/** A program and the function that it maps over a pool. */
package io.kpool.examples.map;
