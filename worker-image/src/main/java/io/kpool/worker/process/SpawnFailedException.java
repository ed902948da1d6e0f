package io.kpool.worker.process;

/** A program that could not be started; the message says what to change. */
final class SpawnFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    SpawnFailedException(String message) {
        super(message);
    }
}
