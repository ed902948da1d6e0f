package io.kpool.pool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a pool is told to be.
 *
 * @param hosts in the order in which they are used at first; a worker on any other host drains
 * @param drainMillis how long the processes of an attached worker have before it is released
 */
public record PoolSettings(PlacementSettings placement, List<HostSettings> hosts, long drainMillis) {
    private static final long USUAL_DRAIN_MILLIS = 30_000;

    public PoolSettings {
        Numbers.requireNotNegative("drainMillis", drainMillis);
        hosts = List.copyOf(hosts);
        Set<String> names = new HashSet<>();
        for (HostSettings host : hosts) {
            if (!names.add(host.name())) {
                throw new IllegalArgumentException("two hosts of the name '" + host.name() + "'");
            }
        }
    }

    /** With the usual time to drain. */
    public PoolSettings(PlacementSettings placement, List<HostSettings> hosts) {
        this(placement, hosts, USUAL_DRAIN_MILLIS);
    }
}
