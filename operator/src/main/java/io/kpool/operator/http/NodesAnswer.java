package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** All hosts of a pool. */
record NodesAnswer(
        @JsonPropertyDescription("Every host of the pool.") List<NodeAnswer> nodes) {}
