package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.Pod;
import io.kpool.crd.NodePool;
import io.kpool.pool.HostView;
import io.kpool.pool.PoolSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what is seen of a pool. Pure. */
final class PoolObserver {
    private PoolObserver() {}

    /** @param pods of all pools that ever had this name here */
    static Observation observe(NodePool pool, Stream<Pod> pods, Sources sources) {
        Map<String, WorkerPod> byHost = new HashMap<>();
        pods.forEach(pod -> {
            String host = pod.getMetadata().getLabels().get(Labels.HOST);
            WorkerPod read = WorkerPodReader.read(pod);
            if (host != null) {
                byHost.merge(host, isOf(pool, pod) ? read : read.asLeaving(), PoolObserver::theOneThatStays);
            }
        });
        Map<String, HostView> workers =
                sources.snapshot().hosts().stream().collect(Collectors.toMap(HostView::host, Function.identity()));
        PoolMemory memory = sources.memory();
        return new Observation(byHost, workers, memory.hosts(), memory.servingSince(), sources.now());
    }

    /** What is known apart from the pods. */
    record Sources(PoolSnapshot snapshot, PoolMemory memory, Instant now) {}

    private static boolean isOf(NodePool pool, Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(pool.getMetadata().getUid()));
    }

    private static WorkerPod theOneThatStays(WorkerPod one, WorkerPod other) {
        return one.leaving() ? other : one;
    }
}
