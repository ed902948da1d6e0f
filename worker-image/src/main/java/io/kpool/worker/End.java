package io.kpool.worker;

/** Why an agent ended. */
enum End {
    /** It was asked to, and its processes were ended. */
    DRAINED(0),
    /** Its operator gave this incarnation up. */
    DISMISSED(0),
    /** It heard nothing of an operator for too long. */
    MASTER_LOST(1);

    private final int exitCode;

    End(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Whether it hastens an end that has begun for that other reason. */
    boolean overrides(End begun) {
        return switch (this) {
            case DRAINED -> false;
            case MASTER_LOST -> begun == DRAINED;
            case DISMISSED -> begun != DISMISSED;
        };
    }

    int exitCode() {
        return exitCode;
    }
}
