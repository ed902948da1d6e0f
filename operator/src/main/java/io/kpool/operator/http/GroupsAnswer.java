package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** The groups of a namespace. */
record GroupsAnswer(
        @JsonPropertyDescription("Their names, in order.") List<String> groups) {}
