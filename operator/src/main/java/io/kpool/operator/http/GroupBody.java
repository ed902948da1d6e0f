package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.Limits;

/** A group to make. */
record GroupBody(
        @Required @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("Its name, any text.")
        String group) {}
