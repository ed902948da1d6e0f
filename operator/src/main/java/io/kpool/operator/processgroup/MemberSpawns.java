package io.kpool.operator.processgroup;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.kpool.crd.ProcessGroup;
import io.kpool.crd.Spawn;
import io.kpool.crd.SpawnSpec;
import io.kpool.crd.SpawnSpecBuilder;
import io.kpool.operator.nodepool.Labels;
import io.kpool.operator.processgroup.GroupPlan.NewMember;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The Spawns of a group's members: what they say, and whose they are. Pure but for the names, which it is given. */
final class MemberSpawns {
    /** So that the whole is a DNS name of the length of a label, whatever the group's resource is called. */
    private static final int LONGEST_BEGINNING = 57;

    private final Supplier<String> suffixes;

    /** @param suffixes never the same, five characters of a DNS label each */
    MemberSpawns(Supplier<String> suffixes) {
        this.suffixes = suffixes;
    }

    Spawn render(ProcessGroup group, SpawnSpec spec, NewMember wish) {
        Map<String, String> annotations = new HashMap<>();
        if (wish.failures() > 0) {
            annotations.put(Labels.FAILURES, Integer.toString(wish.failures()));
            annotations.put(Labels.REPLACES, wish.replaces());
        }
        String resource = group.getMetadata().getName();
        Spawn spawn = new Spawn();
        spawn.setMetadata(new ObjectMetaBuilder()
                .withNamespace(group.getMetadata().getNamespace())
                .withName(beginning(resource) + "-" + suffixes.get())
                .withLabels(Labels.ofMember(resource))
                .withAnnotations(annotations)
                .withOwnerReferences(owner(group))
                .build());
        spawn.setSpec(spec);
        return spawn;
    }

    /** What each member runs now; empty: there is no template. */
    static Optional<SpawnSpec> spec(ProcessGroup group) {
        return group.getSpec()
                .template()
                .map(template -> SpawnSpecBuilder.builder(template)
                        .groups(Stream.concat(template.groups().stream(), Stream.of(group.groupName()))
                                .distinct()
                                .toList())
                        .build());
    }

    /** Whether the Spawn was made for that very group. */
    static boolean isOf(ProcessGroup group, Spawn spawn) {
        return spawn.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> owner.getUid().equals(group.getMetadata().getUid()));
    }

    private static String beginning(String resource) {
        return resource.length() <= LONGEST_BEGINNING
                ? resource
                : resource.substring(0, LONGEST_BEGINNING).replaceAll("[.-]+$", "");
    }

    private static OwnerReference owner(ProcessGroup group) {
        return new OwnerReferenceBuilder()
                .withApiVersion(group.getApiVersion())
                .withKind(group.getKind())
                .withName(group.getMetadata().getName())
                .withUid(group.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}
