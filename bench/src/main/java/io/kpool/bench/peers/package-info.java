/** Runs the programs of {@code bench/peers}, which measure what others need for the same work. */
package io.kpool.bench.peers;
