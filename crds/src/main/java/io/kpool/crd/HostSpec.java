package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.OptionalInt;

/** A named host of a pool; a line of {@code .hosts.erlang}. */
@ResourcePart
@RecordBuilder
public record HostSpec(
        @Required
        @Size(min = 1, max = 63)
        @ValidationRule(value = Rules.DNS_LABEL, message = "a host's name" + Rules.DNS_LABEL_MESSAGE)
        @ValidationRule(value = Rules.NOT_RESERVED, message = Rules.NOT_RESERVED_MESSAGE)
        @JsonPropertyDescription(
                "The host's name: a DNS label, unique in the pool. Its pod is <pool>-<host>. r0, r1 … and session are reserved.")
        String name,

        @Size(max = 64) @JsonPropertyDescription("Labels that a node must carry for this host to run there.")
        Map<String, @Size(max = 63) String> nodeSelector,

        @Size(max = 253)
        @JsonPropertyDescription(
                "Exactly the node where this host must run. The scheduler still decides whether there is room.")
        String nodeName,

        @Min(1)
        @Max(Limits.SLOTS)
        @JsonPropertyDescription(
                "How many processes this host's worker runs at once. Left out: as spec.slots says for all hosts.")
        Integer slots) {
    public HostSpec {
        name = Absent.text(name);
        nodeSelector = Absent.map(nodeSelector);
        nodeName = Absent.text(nodeName);
    }

    /** A host without any demands. */
    public static HostSpec named(String name) {
        return new HostSpec(name, Map.of(), "", null);
    }

    /** The host's own slots; empty: the pool's are in force. */
    public OptionalInt ownSlots() {
        return slots == null ? OptionalInt.empty() : OptionalInt.of(slots);
    }
}
