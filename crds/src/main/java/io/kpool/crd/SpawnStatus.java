package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;

/** What became of a Spawn. */
@ResourcePart
@RecordBuilder
public record SpawnStatus(
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,

        @Size(max = 16)
        @JsonPropertyDescription(
                "Placed: a host was chosen. Started: the process has its pid and is about to enter user code. Succeeded: it ended normally; Unknown until it has ended for good, with the state it is in as reason.")
        @ListMap("type")
        List<Condition> conditions,

        @JsonProperty("assignment")
        @JsonPropertyDescription("Where the current attempt runs or last ran, written before it was sent there.")
        Assignment assignmentOrNull,

        @Size(max = 256)
        @JsonPropertyDescription("The process of the current or last attempt: <pool>/<host>.<incarnation>.<serial>.")
        String pid,

        @Size(max = 63) @JsonPropertyDescription("The host of the current or last attempt.")
        String hostName,

        @Size(max = 253) @JsonPropertyDescription("The node of that host.")
        String nodeName,

        @JsonPropertyDescription("How many attempts there were.")
        Integer attempts,

        @Timestamp @JsonPropertyDescription("When the current or last attempt started.")
        String startTime,

        @Timestamp @JsonPropertyDescription("When it ended for good.")
        String completionTime,

        @JsonProperty("exit") @JsonPropertyDescription("How the last attempt ended.")
        Exit exitOrNull,

        @Size(max = Limits.RESULT_BYTES)
        @JsonPropertyDescription("What the function returned, as JSON, at most 64 KiB.")
        String result) {
    /** Of a Spawn of which nothing was reported. */
    public static final SpawnStatus NONE =
            new SpawnStatus(null, null, null, null, null, null, null, null, null, null, null);

    public SpawnStatus {
        observedGeneration = Absent.or(observedGeneration, 0L);
        conditions = Absent.list(conditions);
        pid = Absent.text(pid);
        hostName = Absent.text(hostName);
        nodeName = Absent.text(nodeName);
        attempts = Absent.number(attempts);
        startTime = Absent.text(startTime);
        completionTime = Absent.text(completionTime);
        result = Absent.text(result);
    }

    /** Where the current attempt runs or last ran; empty: it was never placed. */
    public Optional<Assignment> assignment() {
        return Optional.ofNullable(assignmentOrNull);
    }

    /** How the last attempt ended; empty: none has. */
    public Optional<Exit> exit() {
        return Optional.ofNullable(exitOrNull);
    }

    /** It has ended for good: nothing of it will change any more. */
    public boolean finished() {
        return !completionTime.isEmpty();
    }
}
