package io.kpool.operator.live;

/** A question that has no answer, and why. */
public final class LiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorKind kind;

    public LiveException(ErrorKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
