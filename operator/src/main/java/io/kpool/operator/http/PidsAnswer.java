package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Processes and sessions under a group or name. */
record PidsAnswer(
        @JsonPropertyDescription("In the order of pids, each as often as it joined or was registered.")
        List<String> pids) {}
