package io.kpool.worker.output;

/** Where a line was printed. */
public enum StreamName {
    STDOUT,
    STDERR;

    private final String text = name().toLowerCase(java.util.Locale.ROOT);

    String text() {
        return text;
    }
}
