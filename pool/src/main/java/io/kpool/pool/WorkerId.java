package io.kpool.pool;

import java.util.Comparator;

/**
 * One worker of a pool: a host and the incarnation that runs there.
 *
 * <p>A worker that ends never comes back; the next one on its host has a higher incarnation.
 *
 * @param host a DNS label
 * @param incarnation at least 1; Unix seconds unless two starts fell into one second, see {@link #next}
 */
public record WorkerId(String host, long incarnation) implements Comparable<WorkerId> {
    private static final Comparator<WorkerId> ORDER =
            Comparator.comparing(WorkerId::host).thenComparingLong(WorkerId::incarnation);

    public WorkerId {
        Names.requireHost(host);
        Numbers.requirePositive("incarnation", incarnation);
    }

    /**
     * The worker to start on a host now.
     *
     * @param lastKnown highest incarnation ever seen there; 0: none
     */
    public static WorkerId next(String host, long lastKnown, long unixSeconds) {
        return new WorkerId(host, Math.max(unixSeconds, lastKnown + 1));
    }

    @Override
    public int compareTo(WorkerId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return host + "." + incarnation;
    }
}
