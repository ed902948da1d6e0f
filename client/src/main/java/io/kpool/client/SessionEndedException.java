package io.kpool.client;

/**
 * The session is over, and nothing more can be done with it: it was closed, an exit signal hit it that it does not trap,
 * or nobody could be reached for too long.
 */
public final class SessionEndedException extends KpoolException {
    private static final long serialVersionUID = 1L;

    private final ExitReason reason;

    SessionEndedException(ExitReason reason, String message) {
        super(ErrorCode.SESSION_ENDED, message.isEmpty() ? reason.toString() : reason + ": " + message);
        this.reason = reason;
    }

    /** {@link ExitReason#SHUTDOWN} when it was closed. */
    public ExitReason reason() {
        return reason;
    }
}
