package io.kpool.pool;

/** Where a host is in its life. */
public enum HostState {
    /** Its worker has not said Hello, or not yet all that it must. */
    STARTING,
    READY,
    /** Its stream broke, or nothing came for {@link Silence#SUSPECT_AFTER_MILLIS}: gets nothing new until it is ready again. */
    SUSPECT,
    /** Silent for {@link Silence#LOST_AFTER_MILLIS}, or gone: what ran there ended with noconnection. */
    LOST,
    /** Gets nothing new, and goes. */
    DRAINING,
    /** It could not be started; the reason says why. */
    FAILED,
    /** Someone else starts its worker and has not, or it was lost; the reason says which, if that is known. */
    ABSENT;

    /** Whether new processes may be placed there. */
    public boolean isPlaceable() {
        return this == READY;
    }
}
