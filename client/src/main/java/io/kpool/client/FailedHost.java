package io.kpool.client;

/**
 * A host that did not come up; what Erlang's {@code slave:start} would have answered, had anybody listened.
 *
 * @param reason in one word, as in the NodePool's status: {@code ImagePullFailed}, {@code Unschedulable} …
 * @param message what a person can act on
 */
public record FailedHost(String host, String reason, String message) {}
