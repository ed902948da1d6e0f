package io.kpool.pool;

/** How an exit signal came. */
public enum SignalOrigin {
    /** Over a link, which is gone by it: who was linked has ended. */
    LINK,
    /** A process, a program or a person sent it. */
    SENT
}
