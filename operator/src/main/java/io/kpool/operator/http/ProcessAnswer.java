package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRawValue;

/** A process, as far as it has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProcessAnswer(
        @JsonPropertyDescription("pool/host.incarnation.serial. Left out: it has none yet, or never had one.")
        String pid,

        @JsonPropertyDescription("Queued, Dispatched, Running, Unkillable or Ended.")
        String state,

        @JsonPropertyDescription("When it started, in RFC 3339. Left out: it has not.")
        String startTime,

        @JsonPropertyDescription("Who asked for it: the uid of a Spawn, or the pid of a session.")
        String owner,

        @JsonPropertyDescription("How it ended. Left out: it has not.")
        ExitAnswer exit) {

    /** How a process ended. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExitAnswer(
            @JsonPropertyDescription("normal, exit_code, exception, killed, shutdown, deadline, noconnection …")
            String reason,

            @JsonPropertyDescription("Of a command or a JVM of its own, with reason exit_code. Otherwise left out.")
            Integer code,

            @JsonPropertyDescription("What a person can act on; empty: nothing to add.")
            String message,

            @JsonPropertyDescription("What its function returned. Left out: nothing.") @JsonRawValue
            String result) {}
}
