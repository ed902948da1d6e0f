package io.kpool.operator.nodepool;

import io.kpool.crd.HostStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of a pool from one look to the next; maps are by host.
 *
 * @param uid of the NodePool, which tells it from a later one of the same name
 * @param servingSince when it was first looked at
 * @param reported what users were last told of each host
 * @param loadWritten when its load was last written
 * @param overruled what users were last told of their template
 */
record PoolMemory(
        String uid,
        Instant servingSince,
        Map<String, HostMemory> hosts,
        Map<String, HostStatus> reported,
        Instant loadWritten,
        List<String> overruled) {
    PoolMemory {
        hosts = Map.copyOf(hosts);
        reported = Map.copyOf(reported);
        overruled = List.copyOf(overruled);
    }

    PoolMemory with(Map<String, HostMemory> newHosts, Map<String, HostStatus> newReported) {
        return new PoolMemory(uid, servingSince, newHosts, newReported, loadWritten, overruled);
    }

    PoolMemory written(Instant now) {
        return new PoolMemory(uid, servingSince, hosts, reported, now, overruled);
    }

    PoolMemory toldOf(List<String> newOverruled) {
        return new PoolMemory(uid, servingSince, hosts, reported, loadWritten, newOverruled);
    }
}
