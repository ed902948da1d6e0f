package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A host of a pool. */
record HostBody(
        @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The name of the host.")
        String host) {}
