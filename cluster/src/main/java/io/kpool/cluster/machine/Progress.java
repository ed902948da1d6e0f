package io.kpool.cluster.machine;

/** Tells the person who waits what is being done. */
@FunctionalInterface
public interface Progress {
    void say(String line);

    /** Lines on standard error, so that what a command prints on standard output stays usable by a shell. */
    static Progress onConsole() {
        return line -> System.err.println("cluster: " + line);
    }
}
