package io.kpool.client;

import java.util.Objects;

/**
 * A message whose sender waits for an answer: {@link Kpool#reply}. A session that ends without answering has answered
 * that it is no more.
 *
 * @param from pid of who waits
 * @param id of the sender's counting, never 0
 * @param body JSON, at most 256 KiB
 */
public record Call(String from, long id, String body) implements Received {
    public Call {
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
