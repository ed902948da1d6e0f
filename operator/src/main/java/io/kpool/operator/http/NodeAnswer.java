package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A host of a pool, as it is now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeAnswer(
        @JsonPropertyDescription("Its name.") String host,

        @JsonPropertyDescription("Of its worker. Left out: it has none.")
        Long incarnation,

        @JsonPropertyDescription("Ready, Starting, Suspect, Lost, Draining, Failed or Absent.")
        String state,

        @JsonPropertyDescription("Why, in one word; empty: nothing to add.")
        String reason,

        @JsonPropertyDescription("Why, for a person; empty: nothing to add.")
        String message,

        @JsonPropertyDescription("Its load in thousandths: the last report, and what was placed there since.")
        Long loadMilli,

        @JsonPropertyDescription("How many processes run there.")
        Integer processes,

        @JsonPropertyDescription("How many may.") Integer slots,

        @JsonPropertyDescription("How many are taken, by what runs or is on its way.")
        Integer slotsUsed,

        @JsonPropertyDescription("Milliseconds since its last report. Left out: none came yet.")
        Long reportAgeMillis,

        @JsonPropertyDescription("Nothing new goes there.") Boolean cordoned,

        @JsonPropertyDescription("Somebody else starts it.") Boolean attached) {}
