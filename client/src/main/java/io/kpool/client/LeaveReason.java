package io.kpool.client;

/** Why a process does not stand under a group or name any more. */
public enum LeaveReason {
    /** Somebody asked for it. */
    LEFT,
    /** The process ended. */
    EXITED,
    /** Its worker was lost. */
    NOCONNECTION,
    /** It happened while the watch was without a connection. */
    UNKNOWN
}
