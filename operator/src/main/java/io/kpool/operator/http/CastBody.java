package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Required;

/** A message that nobody answers. */
record CastBody(
        @Required @JsonPropertyDescription("Any JSON, at most 256 KiB.")
        JsonNode message) {}
