package io.kpool.pool;

/**
 * A host that a pool wants.
 *
 * @param slots how many processes may run there at once, at least 1; the worker's own number counts where it is lower
 */
public record HostSettings(String name, int slots, Admission admission) {
    public HostSettings {
        Names.requireHost(name);
        Numbers.requirePositive("slots", slots);
    }

    /** Whether it gets new processes. */
    public enum Admission {
        OPEN,
        /** Nothing new, until that is taken back. */
        CORDONED,
        /** Nothing new: it goes. */
        DRAINING
    }
}
