package io.kpool.pool;

/**
 * One process that a worker has, or had and was not told to forget.
 *
 * @param serial by which the worker calls it
 */
public record InventoryEntry(long serial, RequestId request, Progress progress) {
    public InventoryEntry {
        Numbers.requirePositive("serial", serial);
    }

    /** How far it got. */
    public sealed interface Progress {}

    /** Taken on; its start has not been reached. */
    public record Accepted() implements Progress {}

    /** @param startedMillis Unix milliseconds */
    public record Running(long startedMillis) implements Progress {
        public Running {
            Numbers.requirePositive("startedMillis", startedMillis);
        }
    }

    /**
     * It runs and cannot be killed.
     *
     * @param startedMillis Unix milliseconds
     */
    public record Unkillable(long startedMillis) implements Progress {
        public Unkillable {
            Numbers.requirePositive("startedMillis", startedMillis);
        }
    }

    /**
     * It ended, and the worker keeps its exit.
     *
     * @param startedMillis Unix milliseconds; 0: it ended before it started
     */
    public record Exited(long startedMillis, Exit exit) implements Progress {
        public Exited {
            Numbers.requireNotNegative("startedMillis", startedMillis);
        }
    }
}
