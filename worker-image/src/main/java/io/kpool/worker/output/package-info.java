/** What processes print: kept with each process, and written to the worker's own log with the pid. */
package io.kpool.worker.output;
