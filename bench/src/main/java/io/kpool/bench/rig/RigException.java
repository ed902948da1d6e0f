package io.kpool.bench.rig;

/** The rig cannot be brought up or has broken; the message says what to do or where to look. */
public final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RigException(String message) {
        super(message);
    }

    RigException(String message, Throwable cause) {
        super(message, cause);
    }
}
