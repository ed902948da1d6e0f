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

        @JsonProperty("template") @JsonPropertyDescription("What each of these members runs: the spec of a Spawn.")
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
