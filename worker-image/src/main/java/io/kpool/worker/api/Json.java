package io.kpool.worker.api;

/** A JSON value, as one process sent it to another. */
public interface Json {
    /** As it was sent. */
    String text();

    /**
     * As a Java value, by the rules by which arguments of functions are converted.
     *
     * @throws IllegalArgumentException if that would lose something; the message says what
     */
    <T> T as(Class<T> type);
}
