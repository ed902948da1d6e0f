package io.kpool.worker.api;

/** Why something that a process asked for was not done; {@link #word} is how other interfaces of kpool say it. */
public enum Failure {
    /** {@code pg2}'s {@code {no_such_group, Name}}: create it first. */
    NO_SUCH_GROUP("no_such_group"),
    /** {@code pg2}'s {@code {no_process, Name}}: the group is empty. */
    NO_PROCESS("no_process"),
    /** Distribunator's {@code "no pid"}: nobody is registered under that name. */
    NO_PID("no_pid"),
    /** Distribunator's {@code "no node"}: there is no host to run it on. */
    NO_NODE("no_node"),
    /** There is no such process, or it ended before it had answered. */
    NOPROC("noproc"),
    /** The receiver's mailbox has no room: 10,000 messages, or 16 MiB. */
    MAILBOX_FULL("mailbox_full"),
    /** The way to the other, or its worker, was lost: whether it was done is not known. */
    NOCONNECTION("noconnection"),
    /** No answer came in time; it may still be done. */
    TIMEOUT("timeout"),
    /** Distribunator's {@code {:badrpc, _}}: the function did not return; the message says why. */
    BADRPC("badrpc"),
    /** A process could not be started; the message says why. */
    NOT_STARTED("not_started"),
    /** What was asked makes no sense, or is larger than allowed. */
    INVALID("invalid"),
    /** Processes may not do that. */
    FORBIDDEN("forbidden");

    private final String word;

    Failure(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
