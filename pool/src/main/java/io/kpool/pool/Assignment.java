package io.kpool.pool;

/**
 * Where a request goes: what is made durable before anything is sent to the worker.
 *
 * @param epoch of the leader that decided
 */
public record Assignment(RequestId request, WorkerId worker, long epoch) {
    public Assignment {
        Numbers.requireNotNegative("epoch", epoch);
    }
}
