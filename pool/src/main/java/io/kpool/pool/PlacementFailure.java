package io.kpool.pool;

/** Why a request has no place; the text is the error that callers see. */
public enum PlacementFailure {
    /** No host that it may run on was ready. */
    NO_NODE("no_node"),
    /** Every such host is full or cordoned, or too many wait already. */
    NO_CAPACITY("no_capacity"),
    /** It waited as long as the queue allows, and no slot became free. */
    QUEUE_TIMEOUT("queue_timeout"),
    /** An earlier leader may have sent it to a worker that was lost before it said what it had. */
    UNKNOWN_OUTCOME("unknown_outcome");

    private final String text;

    PlacementFailure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
