package io.kpool.worker.api;

/**
 * A message that this process sent was not received.
 *
 * @param to pid of who was to receive it
 */
public record Undelivered(String to, Failure why) implements Received {}
