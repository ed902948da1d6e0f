package io.kpool.client;

import java.util.Locale;

/** Why a process, or a session, ended: the reason of Erlang's exit. */
public enum ExitReason {
    /** It did what it was to do. */
    NORMAL,
    /** A command or an own JVM ended with a code other than 0. */
    EXIT_CODE,
    /** A function threw; the message is what it threw. */
    EXCEPTION,
    /** By a kill, which cannot be trapped. */
    KILLED,
    /** Orderly: somebody asked for it, its host drains, or its pool ends. */
    SHUTDOWN,
    /** Its deadline has passed. */
    DEADLINE,
    /** No public static method of that name and argument count takes these arguments. */
    UNDEFINED_FUNCTION,
    /** Several such methods do; the message lists them. */
    AMBIGUOUS_FUNCTION,
    /** The executable or working directory is not there or may not be used, or the JVM did not come up. */
    SPAWN_FAILED,
    /** The result is larger than 64 KiB or cannot be written as JSON. */
    BAD_RESULT,
    /** Its worker was lost, or, of a session, the operator. */
    NOCONNECTION,
    /** It was linked with a process that is no more. */
    NOPROC,
    /** A reason of the sender's own, which is the message. */
    EXIT,
    /** One that this version of the library does not know. */
    UNKNOWN;

    /** As Erlang would write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
