package io.kpool.client;

/**
 * A message that this session sent was not received.
 *
 * @param to pid of who was to receive it
 * @param why {@link ErrorCode#MAILBOX_FULL}, {@link ErrorCode#NO_SUCH_PROCESS} or, if that is not known, {@link
 *     ErrorCode#UNKNOWN_OUTCOME}
 */
public record Undelivered(String to, ErrorCode why) implements Received {}
