package io.kpool.operator.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** One line of a watch. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WatchLine(
        @JsonPropertyDescription(
                "snapshot, first, of what is there now; then joined, left, created or deleted; error, last: begin again.")
        String type,

        @JsonPropertyDescription("Of a snapshot: whether the group is there, or anybody is registered.")
        Boolean exists,

        @JsonPropertyDescription("Of a snapshot, in the order of pids.")
        List<Member> members,

        @JsonPropertyDescription("Of a snapshot: the next line goes on with it.")
        Boolean more,

        @JsonPropertyDescription("Who joined or left, each as often as it did so by that.")
        List<String> pids,

        @JsonPropertyDescription(
                "Why: of left left, exited, or noconnection if its worker was lost; of error a word for errors.")
        String reason,

        @JsonPropertyDescription("Of error: what a person can act on.")
        String message) {

    /** Who is there. */
    record Member(
            @JsonPropertyDescription("Which.") String pid,

            @JsonPropertyDescription("How often it joined or was registered.")
            Integer count) {}
}
