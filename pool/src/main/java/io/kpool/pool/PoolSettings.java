package io.kpool.pool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a pool is told to be.
 *
 * @param hosts in the order in which they are used at first; a worker on any other host drains
 */
public record PoolSettings(PlacementSettings placement, List<HostSettings> hosts) {
    public PoolSettings {
        hosts = List.copyOf(hosts);
        Set<String> names = new HashSet<>();
        for (HostSettings host : hosts) {
            if (!names.add(host.name())) {
                throw new IllegalArgumentException("two hosts of the name '" + host.name() + "'");
            }
        }
    }
}
