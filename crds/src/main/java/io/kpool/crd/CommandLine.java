package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** A command that a worker runs as a child process. */
@ResourcePart
@RecordBuilder
public record CommandLine(
        @Required
        @Size(min = 1, max = 256)
        @ValidationRule(
                value = "self.map(argument, size(argument)).sum() <= " + Limits.COMMAND_SIZE,
                message = SpawnRules.ARGV_MESSAGE)
        @JsonPropertyDescription(
                "The executable and its arguments. No shell is involved: for one, write [sh, -c, \"…\"].")
        List<@Size(max = Limits.COMMAND_ENTRY) String> argv,

        @Size(max = 256)
        @ValidationRule(
                value = "self.map(one, size(one.name) + (has(one.value) ? size(one.value) : 0)).sum() <= "
                        + Limits.COMMAND_SIZE,
                message = SpawnRules.ENV_MESSAGE)
        @JsonPropertyDescription("Variables added to the worker's environment for this command.")
        @ListMap("name")
        List<EnvironmentVariable> env,

        @Size(max = 4096)
        @JsonPropertyDescription("Where the command runs. Left out: in the worker's own working directory.")
        String workingDir,

        @Size(max = Limits.STDIN) @JsonPropertyDescription("What the command reads on its standard input.")
        String stdin) {
    public CommandLine {
        argv = Absent.list(argv);
        env = Absent.list(env);
        workingDir = Absent.text(workingDir);
        stdin = Absent.text(stdin);
    }
}
