package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One process to start: exactly one of a Java function and a command. In a Spawn nothing of it changes but
 * {@code desiredState}; in the template of a process group all of it may.
 */
@ResourcePart
@RecordBuilder
@ValidationRule(value = SpawnRules.NOT_BOTH, message = SpawnRules.NOT_BOTH_MESSAGE)
@ValidationRule(value = SpawnRules.NOT_NEITHER, message = SpawnRules.NOT_NEITHER_MESSAGE)
@ValidationRule(value = SpawnRules.AT_MOST_ONCE, message = SpawnRules.AT_MOST_ONCE_MESSAGE, fieldPath = ".maxAttempts")
public record SpawnSpec(
        @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("The NodePool of this namespace to run in. One that does not exist yet is waited for.")
        String poolName,

        @JsonProperty("java")
        @JsonPropertyDescription("A Java function to run. Exactly one of java and command is set.")
        JavaCall javaOrNull,

        @JsonProperty("command") @JsonPropertyDescription("A command to run. Exactly one of java and command is set.")
        CommandLine commandOrNull,

        @Size(max = 63)
        @ValidationRule(value = Rules.DNS_LABEL_OR_EMPTY, message = "a host's name" + Rules.DNS_LABEL_MESSAGE)
        @JsonPropertyDescription("The only host to run on. Left out: the pool chooses.")
        String hostName,

        @Size(max = Limits.BONDS)
        @JsonPropertyDescription("Names under which the process can be found and called while it runs.")
        @ListSet
        List<@Size(min = 1, max = Limits.NAME) String> registerAs,

        @Size(max = Limits.BONDS)
        @JsonPropertyDescription("Process groups of this namespace that the process joins.")
        @ListSet
        List<@Size(min = 1, max = Limits.NAME) String> groups,

        @Size(max = Limits.BONDS)
        @JsonPropertyDescription(
                "Spawns of this namespace that the process is linked with: when one ends abnormally, so does the other, unless it traps exits. It starts once all of them run, and not at all when one has ended for good.")
        @ListSet
        List<@Size(min = 1, max = Limits.NAME) String> links,

        @Default("Never")
        @JsonPropertyDescription(
                "Never: it runs at most once. OnFailure: it is started again unless it ended normally. Always: whenever it ended. An attempt that activeDeadlineSeconds ended is the last one, whatever this says.")
        RestartPolicy restartPolicy,

        @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription(
                "How often it is tried at most. 0, the default: no limit; with restartPolicy Never always 1.")
        Integer maxAttempts,

        @Default("1")
        @Min(0)
        @Max(300)
        @JsonPropertyDescription("Seconds to wait before the second attempt; doubles with each further one, up to 300.")
        Integer backoffSeconds,

        @Min(1)
        @Max(Limits.SECONDS)
        @JsonPropertyDescription(
                "How many seconds an attempt may run; then it is ended with reason deadline, and none follows it, whatever restartPolicy says. Left out: as long as it likes.")
        Integer activeDeadlineSeconds,

        @Min(0)
        @Max(Limits.SECONDS)
        @JsonPropertyDescription(
                "How many seconds after its end the Spawn is deleted. Left out: it stays until someone deletes it.")
        Integer ttlSecondsAfterFinished,

        @Default("Running")
        @JsonPropertyDescription("The one field that can be changed: Stopped ends the process, for good.")
        DesiredState desiredState) {
    public SpawnSpec {
        poolName = Absent.text(poolName);
        hostName = Absent.text(hostName);
        registerAs = Absent.list(registerAs);
        groups = Absent.list(groups);
        links = Absent.list(links);
        restartPolicy = Absent.or(restartPolicy, RestartPolicy.Never);
        backoffSeconds = Absent.or(backoffSeconds, 1);
        desiredState = Absent.or(desiredState, DesiredState.Running);
    }

    public Optional<JavaCall> java() {
        return Optional.ofNullable(javaOrNull);
    }

    public Optional<CommandLine> command() {
        return Optional.ofNullable(commandOrNull);
    }

    /** The only host it may run on; empty: any. */
    public Optional<String> host() {
        return Optional.of(hostName).filter(name -> !name.isEmpty());
    }

    /** How often it may be tried; empty: without limit. */
    public OptionalInt attemptLimit() {
        if (!restartPolicy.everRestarts()) {
            return OptionalInt.of(1);
        }
        int limit = Absent.number(maxAttempts);
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    /** How long an attempt may run; empty: as long as it likes. */
    public Optional<Duration> activeDeadline() {
        return Optional.ofNullable(activeDeadlineSeconds).map(Duration::ofSeconds);
    }

    /** How long a Spawn stays after its end; empty: until someone deletes it. */
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(ttlSecondsAfterFinished).map(Duration::ofSeconds);
    }
}
