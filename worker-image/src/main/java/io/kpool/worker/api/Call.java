package io.kpool.worker.api;

/**
 * A message whose sender waits for an answer: {@link Self#reply}. Who ends without answering has answered that it is no
 * more.
 *
 * @param from pid of who waits; a program without one has that of a session that only waits
 * @param id of the sender's counting, never 0
 */
public record Call(String from, long id, Json body) implements Received {}
