package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.Limits;
import io.kpool.pool.ExitReason;

/** An exit signal. */
record ExitBody(
        @JsonPropertyDescription(
                "Why: killed cannot be trapped; shutdown, the default, asks; any reason that a Spawn's status may show.")
        String reason,

        @Size(max = Limits.MESSAGE)
        @JsonPropertyDescription("What a person can act on; with reason exit it is the reason itself.")
        String message) {
    ExitBody {
        reason = reason == null ? ExitReason.SHUTDOWN.text() : reason;
        message = message == null ? "" : message;
    }
}
