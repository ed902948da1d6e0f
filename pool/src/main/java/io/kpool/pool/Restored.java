package io.kpool.pool;

/**
 * An assignment that an earlier leader made durable, of which no end is recorded.
 *
 * @param start what is recorded about it
 */
public record Restored(PlacementRequest request, WorkerId worker, RecordedStart start) {
    public Restored {
        if (start instanceof RecordedStart.StartedAs(Pid pid, long millis)
                && !pid.worker().equals(worker)) {
            throw new IllegalArgumentException(pid + " does not run on worker " + worker);
        }
    }
}
