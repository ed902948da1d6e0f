package io.kpool.pool;

import java.util.List;

/**
 * A pool at one moment.
 *
 * @param hosts wanted ones in the pool's order, then those that are still there, by name
 * @param ignoredReports how many reports came from unknown or former workers
 */
public record PoolSnapshot(List<HostView> hosts, Load load, long ignoredReports) {
    public PoolSnapshot {
        hosts = List.copyOf(hosts);
    }

    /**
     * Of all hosts together.
     *
     * @param average thousandths, over ready hosts
     * @param max thousandths, over ready hosts
     * @param queued requests without a place
     * @param processes placed and not ended
     * @param slots of ready hosts
     */
    public record Load(long average, long max, int queued, int processes, int slots) {}
}
