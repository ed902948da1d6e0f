package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.kpool.crd.CommandLineBuilder;
import io.kpool.crd.Exit;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.ProcessGroupSpec;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.crd.SpawnStatusBuilder;
import io.kpool.operator.nodepool.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Groups and their members, as a test of decisions speaks of them. */
final class Members {
    static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
    static final SpawnSpec TEMPLATE = SpawnSpecBuilder.builder()
            .poolName("demo")
            .commandOrNull(CommandLineBuilder.builder().argv(List.of("serve")).build())
            .build();

    private Members() {}

    static ProcessGroup group(int replicas) {
        ProcessGroup group = new ProcessGroup();
        group.setMetadata(new ObjectMetaBuilder()
                .withNamespace("acme")
                .withName("imaging")
                .withUid("uid-imaging")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .withGeneration(3L)
                .build());
        group.setSpec(new ProcessGroupSpec("", replicas, replicas == 0 ? null : TEMPLATE));
        return group;
    }

    static Member waiting(String name) {
        return member(name, 0, SpawnStatusBuilder.builder().build());
    }

    static Member running(String name) {
        return member(
                name,
                0,
                SpawnStatusBuilder.builder()
                        .pid("demo/alpha.7.1")
                        .startTime(NOW.minusSeconds(60).toString())
                        .build());
    }

    /** Now, having run for so long. */
    static Member ended(String name, String reason, long ranSeconds) {
        return ended(name, reason, ranSeconds, 0);
    }

    static Member ended(String name, String reason, long ranSeconds, int failures) {
        return member(
                name,
                failures,
                SpawnStatusBuilder.builder()
                        .pid("demo/alpha.7.1")
                        .startTime(NOW.minusSeconds(ranSeconds).toString())
                        .completionTime(NOW.toString())
                        .exitOrNull(new Exit(reason, null, "boom"))
                        .build());
    }

    static Member inPlaceOf(Member ended, Member next) {
        next.spawn().getMetadata().getAnnotations().put(Labels.REPLACES, ended.name());
        return next;
    }

    static Member createdAt(Instant when, Member member) {
        member.spawn().getMetadata().setCreationTimestamp(when.toString());
        return member;
    }

    static Member ofFormerTemplate(Member member) {
        return new Member(member.spawn(), false);
    }

    private static Member member(String name, int failures, io.kpool.crd.SpawnStatus status) {
        Spawn spawn = new Spawn();
        spawn.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(NOW.minusSeconds(100).toString())
                .withAnnotations(new java.util.HashMap<>(Map.of(Labels.FAILURES, Integer.toString(failures))))
                .build());
        spawn.setStatus(status);
        return new Member(spawn, true);
    }
}
