package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What a pool knows of its processes. */
record ProcessesAnswer(
        @JsonPropertyDescription("Those that wait or run, and those whose end is kept, without their results.")
        List<ProcessAnswer> processes) {}
