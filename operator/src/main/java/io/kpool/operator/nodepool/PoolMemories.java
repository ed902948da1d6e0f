package io.kpool.operator.nodepool;

import io.kpool.crd.HostState;
import io.kpool.crd.HostStatus;
import io.kpool.crd.NodePool;
import io.kpool.operator.agent.PoolKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The memory of each pool that this operator has looked at. */
final class PoolMemories {
    private final Map<PoolKey, PoolMemory> byPool = new ConcurrentHashMap<>();

    /** What is remembered of this very pool; of one never seen, what its status says that users were told. */
    PoolMemory of(NodePool pool, Instant now) {
        String uid = uidOf(pool);
        PoolMemory known = byPool.get(key(pool));
        return known != null && known.uid().equals(uid)
                ? known
                : new PoolMemory(uid, now, told(pool), reported(pool), Instant.EPOCH, List.of());
    }

    /** Of the hosts that the former operator kept; at most a hundred are in a status. */
    private static Map<String, HostMemory> told(NodePool pool) {
        return pool.lastStatus().hosts().stream()
                .filter(host -> host.state() != HostState.Draining && host.state() != HostState.Absent)
                .collect(Collectors.toMap(HostStatus::name, HostMemory::toldOf, (first, second) -> first));
    }

    /** Whether the pool took the name of one whose deletion was not noticed. */
    boolean areOfAnother(NodePool pool) {
        return holder(pool).filter(uid -> !uid.equals(uidOf(pool))).isPresent();
    }

    /** Whether this very pool was looked at. */
    boolean areOf(NodePool pool) {
        return holder(pool).filter(uidOf(pool)::equals).isPresent();
    }

    private Optional<String> holder(NodePool pool) {
        return Optional.ofNullable(byPool.get(key(pool))).map(PoolMemory::uid);
    }

    private static String uidOf(NodePool pool) {
        return pool.getMetadata().getUid();
    }

    /** The host of a pod. */
    record PodHost(PoolKey pool, String host) {}

    /** Whose pod that is, of those last seen. */
    Optional<PodHost> hostIn(String podUid) {
        return byPool.entrySet().stream()
                .flatMap(pool -> pool.getValue().hosts().entrySet().stream()
                        .filter(host -> host.getValue().podUid().equals(podUid))
                        .map(host -> new PodHost(pool.getKey(), host.getKey())))
                .findFirst();
    }

    void remember(NodePool pool, PoolMemory memory) {
        byPool.put(key(pool), memory);
    }

    /** What was remembered under that name. */
    Optional<PoolMemory> forget(PoolKey pool) {
        return Optional.ofNullable(byPool.remove(pool));
    }

    static PoolKey key(NodePool pool) {
        return new PoolKey(pool.getMetadata().getNamespace(), pool.getMetadata().getName());
    }

    private static Map<String, HostStatus> reported(NodePool pool) {
        return pool.lastStatus().hosts().stream()
                .collect(Collectors.toMap(HostStatus::name, Function.identity(), (first, second) -> first));
    }
}
