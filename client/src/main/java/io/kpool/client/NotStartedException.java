package io.kpool.client;

/** The process failed before it entered user code: there is no such function or program, or it could not be run. */
public final class NotStartedException extends KpoolException {
    private static final long serialVersionUID = 1L;

    private final transient ProcessExit exit;

    NotStartedException(ProcessExit exit) {
        super(ErrorCode.NOT_STARTED, exit.describe());
        this.exit = exit;
    }

    /** How it ended; it never had a pid. */
    public ProcessExit exit() {
        return exit;
    }
}
