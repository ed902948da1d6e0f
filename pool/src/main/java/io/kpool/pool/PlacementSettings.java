package io.kpool.pool;

/**
 * How a pool places.
 *
 * @param queueLimit how many live callers may wait
 * @param queueTimeoutMillis how long each of them waits
 */
public record PlacementSettings(
        PlacementStrategy strategy, WhenFull whenFull, int queueLimit, long queueTimeoutMillis) {
    public PlacementSettings {
        Numbers.requireNotNegative("queueLimit", queueLimit);
        Numbers.requireNotNegative("queueTimeoutMillis", queueTimeoutMillis);
    }

    /** What becomes of a request that no host can take now. */
    public enum WhenFull {
        WAIT,
        FAIL
    }
}
