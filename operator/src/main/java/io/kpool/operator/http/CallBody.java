package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A message that is to be answered. */
record CallBody(
        @Required @JsonPropertyDescription("Any JSON, at most 256 KiB.")
        JsonNode message,

        @Min(1) @Max(Endpoints.LONGEST_WAIT) @JsonPropertyDescription("How long to wait for the answer; by default 5.")
        Integer timeoutSeconds) {
    CallBody {
        timeoutSeconds = timeoutSeconds == null ? MessageCalls.PATIENCE_SECONDS : timeoutSeconds;
    }
}
