package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How an attempt ended. */
@ResourcePart
public record Exit(
        @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
                "Why it ended: normal, exit_code, exception, killed, shutdown, deadline, noconnection, undefined_function, ambiguous_function, spawn_failed, bad_result …")
        String reason,

        @JsonPropertyDescription("With which code, of a command or an own JVM that exited by itself.")
        Integer code,

        @Size(max = Limits.MESSAGE) @JsonPropertyDescription("What happened, in a sentence one can act on.")
        String message) {
    public Exit {
        reason = Absent.text(reason);
        message = Absent.message(message);
    }
}
