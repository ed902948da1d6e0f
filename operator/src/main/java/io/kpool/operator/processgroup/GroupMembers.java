package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.operator.events.EndingNamespace;
import io.kpool.operator.nodepool.AllAtOnce;
import io.kpool.operator.nodepool.Labels;
import io.kpool.operator.processgroup.GroupPlan.NewMember;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Watches, makes and deletes the Spawns that groups keep alive. What it did itself it sees at once. */
final class GroupMembers {
    private final MemberSpawns spawns;
    // By the group's uid, the uids of members that were deleted and that the cache may still show.
    private final Map<String, Set<String>> deleted = new ConcurrentHashMap<>();
    private InformerEventSource<Spawn, ProcessGroup> source;

    GroupMembers(MemberSpawns spawns) {
        this.spawns = spawns;
    }

    EventSource<Spawn, ProcessGroup> watch(EventSourceContext<ProcessGroup> context) {
        source = new InformerEventSource<>(
                InformerEventSourceConfiguration.from(Spawn.class, ProcessGroup.class)
                        .withName("members")
                        .withLabelSelector(Labels.members())
                        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(ProcessGroup.class))
                        .build(),
                context);
        return source;
    }

    /** All of the group that are there. */
    List<Member> of(ProcessGroup group, Context<ProcessGroup> context) {
        Optional<SpawnSpec> current = MemberSpawns.spec(group);
        Set<Spawn> there = context.getSecondaryResources(Spawn.class);
        Set<String> goes = stillShown(group, there);
        return there.stream()
                .filter(spawn -> MemberSpawns.isOf(group, spawn))
                .filter(spawn -> !spawn.isMarkedForDeletion()
                        && !goes.contains(spawn.getMetadata().getUid()))
                .map(spawn -> new Member(
                        spawn, current.filter(spawn.getSpec()::equals).isPresent()))
                .toList();
    }

    private Set<String> stillShown(ProcessGroup group, Set<Spawn> there) {
        Set<String> known = deleted.getOrDefault(group.getMetadata().getUid(), Set.of());
        if (!known.isEmpty()) {
            known.retainAll(
                    there.stream().map(spawn -> spawn.getMetadata().getUid()).collect(Collectors.toSet()));
        }
        return known;
    }

    void carryOut(ProcessGroup group, GroupPlan plan, KubernetesClient client) {
        MemberSpawns.spec(group).ifPresent(spec -> create(group, spec, plan.create(), client));
        AllAtOnce.map(plan.delete(), member -> {
            ExactDeletion.of(member.spawn(), client);
            return deleted.computeIfAbsent(group.getMetadata().getUid(), any -> ConcurrentHashMap.newKeySet())
                    .add(member.uid());
        });
    }

    private void create(ProcessGroup group, SpawnSpec spec, List<NewMember> wishes, KubernetesClient client) {
        try {
            AllAtOnce.map(wishes, wish -> {
                Spawn made = client.resource(spawns.render(group, spec, wish)).create();
                source.handleRecentResourceCreate(ResourceID.fromResource(made), made);
                return made;
            });
        } catch (KubernetesClientException e) {
            if (!EndingNamespace.isWhy(e)) {
                throw e;
            }
        }
    }

    void forget(String groupUid) {
        deleted.remove(groupUid);
    }
}
