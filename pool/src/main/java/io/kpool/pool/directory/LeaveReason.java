package io.kpool.pool.directory;

/** Why a party does not stand under a key any more. */
public enum LeaveReason {
    /** Somebody asked for it. */
    BY_REQUEST,
    /** It ended. */
    EXITED,
    /** Its worker was given up. */
    WORKER_LOST
}
