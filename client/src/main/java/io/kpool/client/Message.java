package io.kpool.client;

import java.util.Objects;

/**
 * Sent by another process, or cast to a name; nobody waits for an answer.
 *
 * @param from pid of the sender; empty: a program that has none
 * @param body JSON, at most 256 KiB
 */
public record Message(String from, String body) implements Received {
    public Message {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(body, "body");
    }

    /**
     * The body as a Java value.
     *
     * @throws KpoolException {@link ErrorCode#INVALID}: it is none of that type
     */
    public <T> T as(Class<T> type) {
        return Json.read(body, type);
    }
}
