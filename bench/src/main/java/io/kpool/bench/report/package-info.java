/** Tells what came out: a table on the terminal, and a folder with the figures, a picture of them, and the machine. */
package io.kpool.bench.report;
