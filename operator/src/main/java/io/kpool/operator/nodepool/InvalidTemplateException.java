package io.kpool.operator.nodepool;

/** A NodePool's {@code spec.template} is no pod template; the message says where. */
final class InvalidTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidTemplateException(String message) {
        super(message);
    }

    InvalidTemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
