package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRawValue;

/** What a function returned. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RpcAnswer(
        @JsonPropertyDescription("The process that it was.") String pid,

        @JsonPropertyDescription("Any JSON. Left out: it returned nothing.") @JsonRawValue
        String result) {}
