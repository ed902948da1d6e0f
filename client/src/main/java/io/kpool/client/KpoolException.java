package io.kpool.client;

import java.util.Objects;

/** A request could not be done; {@link #code} says why in one word, the message what a person can act on. */
public sealed class KpoolException extends RuntimeException
        permits NotStartedException, ProcessExitException, SessionEndedException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    KpoolException(ErrorCode code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    KpoolException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public final ErrorCode code() {
        return code;
    }

    @Override
    public final String toString() {
        return getClass().getName() + ": " + code + ": " + getMessage();
    }
}
