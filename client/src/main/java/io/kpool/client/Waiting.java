package io.kpool.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what the loop completes. */
final class Waiting {
    private Waiting() {}

    /** Cheap on a virtual thread; the loop itself must never come here. */
    static <T> T forResult(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        }
    }

    static <T> T forResult(CompletableFuture<T> future, Duration atMost) throws InterruptedException {
        try {
            return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        } catch (TimeoutException late) {
            throw new KpoolException(ErrorCode.DEADLINE, "it took longer than " + atMost, late);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        Throwable failure = cause instanceof CompletionException wrapped ? wrapped.getCause() : cause;
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
