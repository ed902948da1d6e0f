package io.kpool.worker.output;

/** Is told what a process prints, line by line, on the thread that prints it; must not wait. */
@FunctionalInterface
public interface Follower {
    /** @param line with its end, if it has one */
    void printed(StreamName stream, byte[] line);
}
