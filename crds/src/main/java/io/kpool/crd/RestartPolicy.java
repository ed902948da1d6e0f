package io.kpool.crd;

/** When a Spawn's process is started once more. */
public enum RestartPolicy {
    /** Never: it runs at most once. */
    Never,
    /** When it ended in any way but normally. */
    OnFailure,
    /** Whenever it ended. */
    Always;

    /** A further attempt is wanted after one that ended so. */
    public boolean restartsAfter(Exit exit) {
        return switch (this) {
            case Never -> false;
            case OnFailure -> !exit.isNormal();
            case Always -> true;
        };
    }

    public boolean everRestarts() {
        return this != Never;
    }
}
