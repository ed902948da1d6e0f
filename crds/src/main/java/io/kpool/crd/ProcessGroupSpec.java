package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;

/** What a process group should be. */
@ResourcePart
@RecordBuilder
@ValidationRule(
        value = "self.replicas == 0 || has(self.template)",
        message =
                "members that are kept alive need a template: say in spec.template what to run, or set spec.replicas to 0",
        fieldPath = ".replicas")
@ValidationRule(
        value = "!has(self.template) || self.template.desiredState == 'Running'",
        message = "a template is of members that run: to end them all, set spec.replicas to 0",
        fieldPath = ".template")
@ValidationRule(
        value = "!has(self.template) || self.template.restartPolicy == 'Never'",
        message = "the group itself replaces members that ended: leave restartPolicy of the template out",
        fieldPath = ".template.restartPolicy")
@ValidationRule(
        value = "!has(self.template) || !has(self.template.ttlSecondsAfterFinished)",
        message = "the group itself deletes members that ended: leave ttlSecondsAfterFinished of the template out",
        fieldPath = ".template.ttlSecondsAfterFinished")
@ValidationRule(
        value = "!has(self.template) || !has(self.template.groups) || size(self.template.groups) < 64",
        message = "members join this group too: a template has at most 63 further groups",
        fieldPath = ".template.groups")
public record ProcessGroupSpec(
        @Size(max = Limits.NAME)
        @JsonPropertyDescription(
                "The group's name, any text of at most 253 characters. Left out: metadata.name. It cannot be changed.")
        String groupName,

        @Default("0")
        @Min(0)
        @Max(Limits.GROUP_REPLICAS)
        @SpecReplicas
        @JsonPropertyDescription("How many members are kept alive from the template. Others may join beside them.")
        Integer replicas,

        @JsonProperty("template")
        @JsonPropertyDescription(
                "What each of these members runs: the spec of a Spawn, which joins this group too. A change is for members that are made from then on.")
        SpawnSpec templateOrNull) {
    public ProcessGroupSpec {
        groupName = Absent.text(groupName);
        replicas = Absent.number(replicas);
    }

    /** What each member that is kept alive runs; empty: none is. */
    public Optional<SpawnSpec> template() {
        return Optional.ofNullable(templateOrNull);
    }
}
