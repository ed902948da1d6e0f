package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Which host would be chosen now, and why. */
record ExplainAnswer(
        @JsonPropertyDescription("The pool's strategy.") String strategy,

        @JsonPropertyDescription("The host; empty: none.") String chosen,

        @JsonPropertyDescription("Every host, with what counts against it.")
        List<Candidate> candidates) {

    /** One host. */
    record Candidate(
            @JsonPropertyDescription("The host.") NodeAnswer node,

            @JsonPropertyDescription("Why it cannot be chosen; empty: it can.")
            String excluded) {}
}
