package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.soabase.recordbuilder.core.RecordBuilder;

/** What is known of one host; what {@code .erlang.slave.out.HOST} was in Erlang. */
@ResourcePart
@RecordBuilder
public record HostStatus(
        @Required @Size(max = 63) @JsonPropertyDescription("The host.")
        String name,

        @Size(max = 253) @JsonPropertyDescription("The pod of its worker.")
        String podName,

        @Size(max = 253) @JsonPropertyDescription("The node where that runs.")
        String nodeName,

        @Required
        @JsonPropertyDescription(
                "Starting, Ready, Suspect (not heard of for a moment), Lost, Draining, Failed, or Absent (attached ones).")
        HostState state,

        @JsonPropertyDescription("Its load, in thousandths of a runnable thread.")
        Integer load,

        @JsonPropertyDescription("How many processes run there.")
        Integer processes,

        @Size(max = 64) @JsonPropertyDescription("Why it is in this state, in one word.")
        String reason,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription(
                "Why it is in this state, and what can be done; of a crash the last lines of its output.")
        String message,

        @Timestamp @JsonPropertyDescription("When it got into this state.")
        String since) {
    public HostStatus {
        name = Absent.text(name);
        podName = Absent.text(podName);
        nodeName = Absent.text(nodeName);
        state = Absent.or(state, HostState.Starting);
        load = Absent.number(load);
        processes = Absent.number(processes);
        reason = Absent.text(reason);
        message = Absent.message(message);
        since = Absent.text(since);
    }
}
