package io.kpool.worker.api;

/** Something that a process asked for was not done. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public FailureException(Failure failure, String message) {
        super(failure.word() + ": " + message);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
