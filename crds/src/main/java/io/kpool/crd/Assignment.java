package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Where an attempt of a Spawn may run. It is written before it is sent to the worker, so that whatever happens to the
 * operator in between, nobody ever sends it elsewhere.
 */
@ResourcePart
public record Assignment(
        @Required @Size(max = 63) @JsonPropertyDescription("The host.")
        String host,

        @Required @JsonPropertyDescription("The incarnation of its worker, in seconds since 1970.")
        Long incarnation,

        @Required @JsonPropertyDescription("Which attempt this is, counted from 1.")
        Integer attempt,

        @Required @JsonPropertyDescription("The epoch of the operator that decided it.")
        Long epoch) {
    public Assignment {
        host = Absent.text(host);
        incarnation = Absent.or(incarnation, 0L);
        attempt = Absent.number(attempt);
        epoch = Absent.or(epoch, 0L);
    }
}
