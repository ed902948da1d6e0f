package io.kpool.client;

/** There is no result, since the process ended otherwise than normally. */
public final class ProcessExitException extends KpoolException {
    private static final long serialVersionUID = 1L;

    private final String pid;
    private final transient ProcessExit exit;

    ProcessExitException(String pid, ProcessExit exit) {
        super(ErrorCode.EXITED, pid + " ended with " + exit.describe());
        this.pid = pid;
        this.exit = exit;
    }

    public String pid() {
        return pid;
    }

    public ProcessExit exit() {
        return exit;
    }
}
