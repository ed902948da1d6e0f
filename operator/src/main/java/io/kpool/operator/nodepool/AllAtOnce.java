package io.kpool.operator.nodepool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Does the same for many, at once, as far as the API server should bear it. What fails for one does not keep the others
 * from being done.
 */
public final class AllAtOnce {
    private static final int IN_FLIGHT = 32;

    private AllAtOnce() {}

    /**
     * The results in the order of the inputs.
     *
     * @throws RuntimeException the first failure, after all are done
     */
    public static <T, R> List<R> map(List<T> inputs, Function<T, R> work) {
        Semaphore places = new Semaphore(IN_FLIGHT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> futures = inputs.stream()
                    .map(input -> threads.submit(() -> {
                        places.acquire();
                        try {
                            return work.apply(input);
                        } finally {
                            places.release();
                        }
                    }))
                    .toList();
            return results(futures);
        }
    }

    private static <R> List<R> results(List<Future<R>> futures) {
        List<R> results = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Future<R> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                failures.add(
                        e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(new IllegalStateException("interrupted", e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return results;
    }
}
