package io.kpool.operator.stream;

/** What waits to leave on one stream. */
public interface Frames {
    /** Sends what is queued; to be called again when the transport has room, if it has none now. */
    void drain();

    /** Nothing is sent any more. */
    void close();
}
