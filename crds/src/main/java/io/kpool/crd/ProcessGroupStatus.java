package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** What a process group is. */
@ResourcePart
@RecordBuilder
public record ProcessGroupStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,

        @Size(max = 16)
        @JsonPropertyDescription("Ready: the group takes members, and those to be kept alive are.")
        @ListMap("type")
        List<Condition> conditions,

        @JsonPropertyDescription("How many members there are; one that joined twice counts twice.")
        Integer members,

        @JsonPropertyDescription("On how many hosts they are.")
        Integer hosts,

        @StatusReplicas @JsonPropertyDescription("How many members there are that were made from the template.")
        Integer replicas,

        @JsonPropertyDescription("How many of those run.") Integer readyReplicas,

        @LabelSelector @Size(max = 1024) @JsonPropertyDescription("Selects the Spawns made from the template.")
        String selector,

        @Size(max = Limits.REPORTED_MEMBERS)
        @JsonPropertyDescription("The first 100 members in the order of their pids.")
        @ListMap("pid")
        List<MemberCount> firstMembers) {
    /** Of a group of which nothing was reported. */
    public static final ProcessGroupStatus NONE =
            new ProcessGroupStatus(null, null, null, null, null, null, null, null);

    public ProcessGroupStatus {
        observedGeneration = Absent.or(observedGeneration, 0L);
        conditions = Absent.list(conditions);
        members = Absent.number(members);
        hosts = Absent.number(hosts);
        replicas = Absent.number(replicas);
        readyReplicas = Absent.number(readyReplicas);
        selector = Absent.text(selector);
        firstMembers = Absent.list(firstMembers);
        if (firstMembers.size() > Limits.REPORTED_MEMBERS) {
            throw new IllegalArgumentException("a status has at most " + Limits.REPORTED_MEMBERS + " members");
        }
    }
}
