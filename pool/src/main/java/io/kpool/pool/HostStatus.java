package io.kpool.pool;

/**
 * A host's state as users see it.
 *
 * @param sinceMillis when it came into this state, in Unix milliseconds
 * @param reason CamelCase, why it is lost or failed; empty: no more to say
 * @param message what a person can act on; may be empty
 */
public record HostStatus(HostState state, long sinceMillis, String reason, String message) {}
