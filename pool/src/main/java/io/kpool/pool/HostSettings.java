package io.kpool.pool;

import java.util.Objects;

/**
 * A host that a pool wants.
 *
 * @param slots how many processes may run there at once, at least 1; the worker's own number counts where it is lower
 * @param provision who starts its worker
 */
public record HostSettings(String name, int slots, Admission admission, Provision provision) {
    public HostSettings {
        Names.requireHost(name);
        Numbers.requirePositive("slots", slots);
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(provision, "provision");
    }

    /** One that the pool starts. */
    public HostSettings(String name, int slots, Admission admission) {
        this(name, slots, admission, Provision.STARTED);
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
