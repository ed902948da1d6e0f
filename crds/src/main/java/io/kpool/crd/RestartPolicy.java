package io.kpool.crd;

/** When a Spawn's process is started once more. */
public enum RestartPolicy {
    /** Never: it runs at most once. */
    Never,
    /** When it ended in any way but normally. */
    OnFailure,
    /** Whenever it ended. */
    Always;

    public boolean everRestarts() {
        return this != Never;
    }
}
