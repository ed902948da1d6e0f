package io.kpool.crd;

/** Where a host is in its life. */
public enum HostState {
    /** Its pod is on its way, or runs and has not joined the pool. */
    Starting,
    /** It takes processes. */
    Ready,
    /** Nothing was heard of it for a moment: it gets nothing new. */
    Suspect,
    /** It was given up; its processes ended with {@code noconnection}. */
    Lost,
    /** It gets nothing new, and its processes are given time to end. */
    Draining,
    /** It could not be started, or came to grief; its reason says why. */
    Failed,
    /** Someone else starts it and has not, or it was given up. */
    Absent;

    /** New processes may be placed there. */
    public boolean takesProcesses() {
        return this == Ready;
    }

    /** Its pool counts with it. */
    public boolean isExpected() {
        return this != Absent;
    }

    /** Its worker is there and has work, or could have. */
    public boolean isServing() {
        return this == Ready || this == Suspect;
    }

    /** It makes its pool Degraded. */
    public boolean isFailure() {
        return this == Lost || this == Failed;
    }
}
