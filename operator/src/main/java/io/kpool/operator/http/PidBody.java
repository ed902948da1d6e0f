package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kpool.crd.Limits;

/** Who joins, leaves, is registered or no longer. */
record PidBody(
        @Required @Size(max = Limits.NAME) @JsonPropertyDescription("pool/host.incarnation.serial, or of a session.")
        String pid) {}
