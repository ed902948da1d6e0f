package io.kpool.pool;

/** What is recorded about the start of an assignment. */
public sealed interface RecordedStart {
    record NotStarted() implements RecordedStart {}

    /** @param startedMillis Unix milliseconds */
    record StartedAs(Pid pid, long startedMillis) implements RecordedStart {}
}
