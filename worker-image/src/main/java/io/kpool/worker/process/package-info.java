/** Runs one process each: on a virtual thread, in a JVM of its own, or as a command with its whole tree. */
package io.kpool.worker.process;
