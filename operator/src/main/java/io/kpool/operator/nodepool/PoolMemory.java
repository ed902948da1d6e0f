package io.kpool.operator.nodepool;

import io.kpool.crd.HostStatus;
import io.kpool.operator.events.ResourceEvents.Happening;
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
 * @param remarks what users were last told of their spec
 */
record PoolMemory(
        String uid,
        Instant servingSince,
        Map<String, HostMemory> hosts,
        Map<String, HostStatus> reported,
        Instant loadWritten,
        List<Happening> remarks) {
    PoolMemory {
        hosts = Map.copyOf(hosts);
        reported = Map.copyOf(reported);
        remarks = List.copyOf(remarks);
    }

    PoolMemory with(Map<String, HostMemory> newHosts, Map<String, HostStatus> newReported) {
        return new PoolMemory(uid, servingSince, newHosts, newReported, loadWritten, remarks);
    }

    PoolMemory written(Instant now) {
        return new PoolMemory(uid, servingSince, hosts, reported, now, remarks);
    }

    PoolMemory toldOf(List<Happening> newRemarks) {
        return new PoolMemory(uid, servingSince, hosts, reported, loadWritten, newRemarks);
    }
}
