package io.kpool.worker;

/** A setting that is missing or wrong; the message names it and says what it should be. */
final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }
}
