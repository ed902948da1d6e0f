package io.kpool.kubectl.wire;

/** What ends a command other than well: one sentence for a person, and the exit code. */
public class Failure extends RuntimeException {
    /** Something did not work. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** It was not done in time. */
    public static final int TIMEOUT = 124;

    private static final long serialVersionUID = 1L;

    private final int code;

    Failure(String message, int code) {
        super(message);
        this.code = code;
    }

    /** Something did not work. */
    public static Failure of(String message) {
        return new Failure(message, FAILED);
    }

    /** The command line makes no sense. */
    public static Failure usage(String message) {
        return new Failure(message, USAGE);
    }

    /** It was not done in time. */
    public static Failure timeout(String message) {
        return new Failure(message, TIMEOUT);
    }

    /** What the command exits with. */
    public int code() {
        return code;
    }
}
