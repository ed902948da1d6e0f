package io.kpool.operator.nodepool;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolStatus;
import io.kpool.operator.events.ResourceEvents.Happening;
import io.kpool.operator.nodepool.NodePoolStatusFactory.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells users what became of a pool: its status where that is worth a write, and Events of what changed. */
final class NodePoolReports {
    /** When a pool is looked at although nothing happened: to write its load, and to forgive hosts that do well. */
    private static final Duration LONGEST_PAUSE = StatusPace.LOAD_EVERY;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final HostEvents events;

    NodePoolReports(HostEvents events) {
        this.events = events;
    }

    /** What the framework is to do, and what to remember of it. */
    record Told(UpdateControl<NodePool> control, PoolMemory memory) {}

    Told tell(NodePool pool, Facts facts, PoolMemory before, Instant now) {
        List<Happening> remarks = SpecRemarks.of(pool.getSpec(), facts.plan().wishes(), facts.template());
        events.tell(pool, SpecRemarks.fresh(before.remarks(), remarks), now);
        events.tell(pool, HostChanges.between(before.reported(), facts.hosts(), inherited(facts.plan())), now);
        PoolMemory memory = before.with(facts.plan().memory(), facts.hosts()).toldOf(remarks);
        NodePoolStatus next = NodePoolStatusFactory.status(pool, facts, now);
        Duration pause = pause(facts.plan(), now);
        Duration sinceLoadWritten = Duration.between(memory.loadWritten(), now);
        return switch (StatusPace.of(pool.lastStatus(), next, sinceLoadWritten)) {
            case NOTHING_NEW -> new Told(UpdateControl.<NodePool>noUpdate().rescheduleAfter(pause), memory);
            case WRITE ->
                new Told(UpdateControl.patchStatus(withStatus(pool, next)).rescheduleAfter(pause), memory.written(now));
            case LATER ->
                new Told(
                        UpdateControl.<NodePool>noUpdate()
                                .rescheduleAfter(shorter(pause, StatusPace.LOAD_EVERY.minus(sinceLoadWritten))),
                        memory);
        };
    }

    // A status names a hundred hosts: what was told of the others nobody knows, most likely that they became ready.
    private static Set<String> inherited(NodePoolPlan plan) {
        return plan.all().filter(HostPlan::isInherited).map(HostPlan::host).collect(Collectors.toSet());
    }

    private static Duration pause(NodePoolPlan plan, Instant now) {
        return plan.nextLook()
                .map(next -> shorter(Duration.between(now, next), LONGEST_PAUSE))
                .orElse(LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        return Stream.of(shorter, SHORTEST_PAUSE).max(Duration::compareTo).orElseThrow();
    }

    /** A fresh object: applied, it owns nothing but the status. */
    private static NodePool withStatus(NodePool pool, NodePoolStatus status) {
        NodePool fresh = new NodePool();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        fresh.setStatus(status);
        return fresh;
    }
}
