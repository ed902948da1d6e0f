package io.kpool.crd;

/** Whether a Spawn's process should run. */
public enum DesiredState {
    Running,
    /** For good: there is no way back. */
    Stopped;

    public boolean wantsEnd() {
        return this == Stopped;
    }
}
