package io.kpool.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.soabase.recordbuilder.core.RecordBuilder;

/** The load of a pool, over its hosts that are ready. Written every 5 s at most. */
@ResourcePart
@RecordBuilder
public record LoadSummary(
        @JsonPropertyDescription("Mean load of the hosts that are ready, in thousandths of a runnable thread.")
        Integer average,

        @JsonPropertyDescription("Load of the busiest of them, in thousandths of a runnable thread.")
        Integer max,

        @JsonPropertyDescription("Requests that wait for a slot, Spawns included.")
        Integer queued,

        @JsonPropertyDescription("Processes that have not ended.")
        Integer processes,

        @JsonPropertyDescription("How many processes the hosts that are ready can run at once.")
        Integer slots) {
    /** Of a pool of which nothing is known. */
    public static final LoadSummary NONE = new LoadSummary(0, 0, 0, 0, 0);

    public LoadSummary {
        average = Absent.number(average);
        max = Absent.number(max);
        queued = Absent.number(queued);
        processes = Absent.number(processes);
        slots = Absent.number(slots);
    }
}
