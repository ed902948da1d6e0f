package io.kpool.pool;

/** What an exit signal does to who gets it. */
public enum SignalEffect {
    NONE,
    /** It arrives as a message. */
    DELIVERED,
    /** Who gets it ends, with the signal's reason. */
    ENDS
}
