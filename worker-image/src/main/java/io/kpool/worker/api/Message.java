package io.kpool.worker.api;

/**
 * Sent by another process, or cast to a name; nobody waits for an answer.
 *
 * @param from pid of the sender; empty: a program that has none
 */
public record Message(String from, Json body) implements Received {}
