package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A member of a process group, and how often it has joined. */
@ResourcePart
public record MemberCount(
        @Required @Size(max = 256) @JsonPropertyDescription("The member.")
        String pid,

        @JsonPropertyDescription("How often it has joined, without the times it left.")
        Integer count) {
    public MemberCount {
        pid = Absent.text(pid);
        count = Absent.number(count);
    }
}
