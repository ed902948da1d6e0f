package io.kpool.examples.map;

import io.kpool.client.JavaFunction;
import io.kpool.client.Kpool;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import io.kpool.client.SpawnedProcess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** Counts primes, range by range, each in a process of its own; the results come in the order of the ranges. */
public final class ParallelMap {
    private static final int RANGES = 100;
    private static final long WIDTH = 20_000;

    private ParallelMap() {}

    /** @param args none */
    public static void main(String[] args) {
        try (Kpool kpool = Kpool.fromEnvironment()) {
            Pool pool = Pool.get(kpool, "primes");
            List<CompletableFuture<Part>> parts = LongStream.range(0, RANGES)
                    .mapToObj(range -> part(pool, range * WIDTH))
                    .toList();
            List<Part> results = parts.stream().map(CompletableFuture::join).toList();
            long hosts = results.stream().map(Part::host).distinct().count();
            long primes = results.stream().mapToLong(Part::primes).sum();
            System.out.println(results.size() + " processes on " + hosts + " hosts");
            System.out.println("There are " + primes + " primes below " + RANGES * WIDTH);
        }
    }

    private record Part(String host, long primes) {}

    private static CompletableFuture<Part> part(Pool pool, long from) {
        var count = JavaFunction.of(Primes.class.getName(), "count", from, from + WIDTH);
        return pool.pspawnAsync(ProcessSpec.of(count))
                .thenCompose(ParallelMap::result)
                .toCompletableFuture();
    }

    private static CompletableFuture<Part> result(SpawnedProcess process) {
        return process.result(Long.class)
                .thenApply(primes -> new Part(process.host(), primes))
                .toCompletableFuture();
    }
}
