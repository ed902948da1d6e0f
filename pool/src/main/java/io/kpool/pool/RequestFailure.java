package io.kpool.pool;

/** Why a caller's request got no process; each has one meaning, and the text is the error that callers see. */
public enum RequestFailure {
    /** No host that would do was ready. */
    NO_NODE("no_node"),
    /** Every such host is full or cordoned, or the queue is full. */
    NO_CAPACITY("no_capacity"),
    /** It waited as long as the queue allows. */
    QUEUE_TIMEOUT("queue_timeout"),
    NO_SUCH_POOL("no_such_pool"),
    /** The number was used for another request. */
    DUPLICATE_REQUEST("duplicate_request"),
    /** A worker was lost, and nobody knows whether it ran there. */
    UNKNOWN_OUTCOME("unknown_outcome"),
    /** What became of it was told and acknowledged, is too long ago, or made room for newer answers. */
    FORGOTTEN("forgotten"),
    /** The caller may not. */
    FORBIDDEN("forbidden"),
    /** It makes no sense. */
    INVALID("invalid"),
    /** Nobody can say now whether the caller may. */
    UNAVAILABLE("unavailable");

    private final String text;

    RequestFailure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static RequestFailure of(PlacementFailure why) {
        return switch (why) {
            case NO_NODE -> NO_NODE;
            case NO_CAPACITY -> NO_CAPACITY;
            case QUEUE_TIMEOUT -> QUEUE_TIMEOUT;
            case UNKNOWN_OUTCOME -> UNKNOWN_OUTCOME;
        };
    }
}
