package io.kpool.client;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;

/**
 * What the client costs by itself: spawns against a service in this JVM that answers at once, over loopback with TLS.
 * Both share the processor time that is printed.
 */
final class EchoBench {
    private static final int ROUNDS = 3;
    private static final int ONE_BY_ONE = 20_000;
    private static final int MANY = 200_000;

    private final Pool pool;

    private EchoBench(Pool pool) {
        this.pool = pool;
    }

    public static void main(String[] arguments) throws Exception {
        Duration spin = Duration.ofNanos(Long.parseLong(arguments.length > 0 ? arguments[0] : "50") * 1000);
        TestAuthority authority = TestAuthority.in(Files.createTempDirectory("bench"));
        try (var operator = new EchoOperator(authority, spin);
                var kpool = new Kpool(
                        new ServiceDoor(
                                Operator.at("localhost:" + operator.port()),
                                () -> Files.readString(authority.caFile()),
                                () -> "token"),
                        Kubernetes.here(KpoolOptions.DEFAULTS),
                        KpoolOptions.DEFAULTS.withSpin(spin))) {
            var bench = new EchoBench(Pool.get(kpool, "demo"));
            System.out.println("spin " + spin);
            for (int round = 1; round <= ROUNDS; round++) {
                bench.oneByOne();
                bench.outstanding(64);
                bench.outstanding(512);
                bench.callers(256);
            }
        }
    }

    private void oneByOne() throws InterruptedException {
        var latencies = new Histogram(3);
        long cpu = cpuNanos();
        for (int i = 0; i < ONE_BY_ONE; i++) {
            long start = System.nanoTime();
            pool.pspawn(Samples.SPEC);
            latencies.recordValue(System.nanoTime() - start);
        }
        System.out.printf(
                "one by one     p50 %7.1f us  p99 %7.1f us  %5.1f us CPU each%n",
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                (cpuNanos() - cpu) / 1e3 / ONE_BY_ONE);
    }

    private void outstanding(int count) throws InterruptedException {
        var permits = new Semaphore(count);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            permits.acquire();
            pool.pspawnAsync(Samples.SPEC).whenComplete((process, failure) -> permits.release());
        }
        permits.acquire(count);
        print(count + " outstanding", MANY, start, cpu);
    }

    private void callers(int count) throws InterruptedException {
        int each = MANY / count;
        var done = new CountDownLatch(count);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                callers.submit(() -> {
                    for (int j = 0; j < each; j++) {
                        pool.pspawn(Samples.SPEC);
                    }
                    done.countDown();
                    return null;
                });
            }
            done.await();
        }
        print(count + " callers", each * count, start, cpu);
    }

    private static void print(String what, int spawns, long start, long cpu) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-15s %,9.0f/s  %5.1f us CPU each%n", what, spawns / seconds, (cpuNanos() - cpu) / 1e3 / spawns);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
