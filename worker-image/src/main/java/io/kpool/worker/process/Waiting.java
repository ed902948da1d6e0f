package io.kpool.worker.process;

import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;

/** For what user code asks without being told that it may be interrupted. */
final class Waiting {
    @FunctionalInterface
    interface Question<T> {
        T ask() throws InterruptedException;
    }

    private Waiting() {}

    /** Who is to end does not wait, and finds out why as soon as it can be interrupted. */
    static <T> T uninterrupted(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new FailureException(
                    Failure.NOCONNECTION, "it was interrupted while it waited: whether it was done is not known");
        }
    }
}
