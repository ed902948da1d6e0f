package io.kpool.client;

/** What went wrong with a request; each has one meaning. */
public enum ErrorCode {
    /** No host that would do was ready; of an RPC to a name, nobody is registered under it: Distribunator's {@code "no node"}. */
    NO_NODE,
    /** Every such host is full or cordoned, or a queue is full: the pool's, or the one of this library. */
    NO_CAPACITY,
    /** It waited as long as the pool's queue allows, and no slot became free. */
    QUEUE_TIMEOUT,
    /** There is no pool of that name in the namespace. */
    NO_SUCH_POOL,
    /** There is no process of that pid, any more or yet. */
    NO_SUCH_PROCESS,
    /** A host that is to be attached is attached already; nothing was changed. */
    DUPLICATE_NODE,
    /** A host that is to be detached is not attached; nothing was changed. */
    UNKNOWN_NODE,
    /** The number was used for another request. Not to be seen unless two programs share a session. */
    DUPLICATE_REQUEST,
    /** Nobody knows whether it ran, or was done, and it is never tried again. */
    UNKNOWN_OUTCOME,
    /** It was not done within its deadline. */
    DEADLINE,
    /** The token was not accepted. */
    UNAUTHENTICATED,
    /** The service account lacks a permission in group {@code live.kpool.io}, or in Kubernetes; the message says which. */
    FORBIDDEN,
    /** It makes no sense, or is larger than allowed. */
    INVALID,
    /** No operator that leads can be reached. */
    UNAVAILABLE,
    /** How the process ended is no longer kept: more than 10 minutes, or 100,000 requests, have passed. */
    FORGOTTEN,
    /** {@code pg2}'s {@code {no_such_group, Name}}: it has to be created first. */
    NO_SUCH_GROUP,
    /** {@code pg2}'s {@code {no_process, Name}}: the group is empty. */
    NO_PROCESS,
    /** Distribunator's {@code "no pid"}: nobody is registered under that name. */
    NO_PID,
    /** The mailbox of who was to get the message has no room: 10,000 messages, or 16 MiB. */
    MAILBOX_FULL,
    /** Distribunator's {@code {:badrpc, _}}: the function did not return. Whether it ran is in the message. */
    BADRPC,
    /** The process failed before it entered user code; see {@link NotStartedException}. */
    NOT_STARTED,
    /** The process ended otherwise than normally; see {@link ProcessExitException}. */
    EXITED,
    /** The session is over; see {@link SessionEndedException}. */
    SESSION_ENDED
}
