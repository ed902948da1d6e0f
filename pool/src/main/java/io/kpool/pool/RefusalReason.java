package io.kpool.pool;

/** Why a worker refused a spawn command; each proves that it did not run because of that command. */
public enum RefusalReason {
    /** The worker obeys a later leader. */
    STALE_EPOCH,
    /** All its slots are taken. */
    NO_SLOT,
    /** It has seen this attempt before, and was told to forget what became of it. */
    ALREADY_SEEN,
    /** It has not heard of its operator for too long, or it ends. */
    NOT_SERVING
}
