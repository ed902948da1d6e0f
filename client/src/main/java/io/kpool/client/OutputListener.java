package io.kpool.client;

/**
 * Receives what a process prints, in the order printed, before its exit is told. It is called on one thread for all
 * processes of a session; while it blocks, others wait, and beyond 16 MiB that wait output is skipped.
 */
@FunctionalInterface
public interface OutputListener {
    void printed(Output output);
}
