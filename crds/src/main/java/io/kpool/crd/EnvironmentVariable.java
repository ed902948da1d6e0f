package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A variable in the environment of a command. */
@ResourcePart
public record EnvironmentVariable(
        @Required
        @Size(min = 1, max = 256)
        @ValidationRule(value = "!self.contains('=')", message = SpawnRules.VARIABLE_NAME_MESSAGE)
        @ValidationRule(value = SpawnRules.NOT_OWN_VARIABLE, message = SpawnRules.NOT_OWN_VARIABLE_MESSAGE)
        @JsonPropertyDescription(
                "The variable's name. One that begins with KPOOL_ is kpool's own, unless it is a setting of its client library: KPOOL_OPERATOR, KPOOL_TOKEN_FILE, KPOOL_CA_FILE.")
        String name,

        @Size(max = Limits.COMMAND_ENTRY) @JsonPropertyDescription("Its value.")
        String value) {
    public EnvironmentVariable {
        name = Absent.text(name);
        value = Absent.text(value);
    }
}
