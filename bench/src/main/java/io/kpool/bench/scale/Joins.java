package io.kpool.bench.scale;

import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** Joins of simulated processes. All workers are on one loop, where all of this happens. */
final class Joins {
    private static final long PATIENCE_SECONDS = 300;

    private final Iterator<Joining> left;
    private final int count;
    private final Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    private final CompletableFuture<Histogram> done = new CompletableFuture<>();

    private Joins(List<Joining> all) {
        this.left = all.iterator();
        this.count = all.size();
    }

    /** A process that joins a group. */
    record Joining(SimulatedWorker worker, long serial, String group) {
        DirectoryRequest request() {
            return DirectoryRequest.newBuilder()
                    .setOperation(DirectoryOperation.JOIN)
                    .setKey(group)
                    .setPid(worker.pid(serial))
                    .build();
        }
    }

    /**
     * Makes them in that order, so many under way at any time.
     *
     * @return how long each took
     */
    static Histogram make(List<Joining> all, int underWay) throws InterruptedException {
        Joins joins = new Joins(all);
        all.getFirst().worker().loop().execute(() -> {
            for (int i = 0; i < underWay; i++) {
                joins.next();
            }
        });
        try {
            return joins.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not all processes joined", e);
        }
    }

    private void next() {
        if (left.hasNext()) {
            Joining joining = left.next();
            long start = System.nanoTime();
            joining.worker().ask(joining.serial(), joining.request(), answer -> answered(answer, start));
        }
    }

    private void answered(DirectoryResponse answer, long start) {
        if (answer.getError() != DirectoryError.DIRECTORY_ERROR_NONE) {
            done.completeExceptionally(new IllegalStateException(answer.getError() + ": " + answer.getMessage()));
            return;
        }
        nanos.recordValue(System.nanoTime() - start);
        if (nanos.getTotalCount() == count) {
            done.complete(nanos);
        }
        next();
    }
}
