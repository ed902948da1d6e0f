package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What a pool knows of its processes, a page of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProcessesAnswer(
        @JsonPropertyDescription(
                "Those that wait or run, and those whose end is kept, oldest first and without their results.")
        List<ProcessAnswer> processes,

        // Java has this word for itself.
        @JsonProperty("continue") @JsonPropertyDescription("For the next page. Left out: this is the last.")
        String next) {}
