package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRawValue;

/** What a process answered. */
record CallAnswer(
        @JsonPropertyDescription("Who answered.") String pid,

        @JsonPropertyDescription("Any JSON.") @JsonRawValue String answer) {}
