package io.kpool.worker.function;

import io.kpool.protocol.process.ExitReason;

/** A function that cannot be called, or whose result cannot be given back; the message is for who asked. */
public final class FunctionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitReason reason;

    FunctionException(ExitReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With which the process exits. */
    public ExitReason reason() {
        return reason;
    }
}
