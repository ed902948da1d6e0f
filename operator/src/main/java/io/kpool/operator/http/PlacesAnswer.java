package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Hosts of whatever pools. */
record PlacesAnswer(
        @JsonPropertyDescription("Each as pool/host, once, in the order of the pids there.")
        List<String> nodes) {}
