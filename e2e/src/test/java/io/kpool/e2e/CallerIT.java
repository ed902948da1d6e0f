package io.kpool.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.client.Command;
import io.kpool.client.JavaFunction;
import io.kpool.client.Pool;
import io.kpool.client.ProcessExit;
import io.kpool.client.ProcessSpec;
import io.kpool.client.SpawnedProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A Java program outside the cluster: by port-forward and a token of a service account, as on a developer's machine. */
@ExtendWith(KpoolExtension.class)
@Isolated("it kills the operator")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class CallerIT {
    private static final int ROUNDS = Integer.getInteger("kpool.soak.rounds", 2);
    private static final int REQUESTS = 500 * ROUNDS;
    private static final int KILLS = Math.max(1, ROUNDS / 4);
    private static final int OUTSTANDING = 64;
    /** A line of a worker's log that such a process printed. */
    private static final Pattern RAN = Pattern.compile("\"pid\":\"([^\"]+)\".*\"line\":\"ran (\\d+)\"");

    private final Kpool kpool;

    CallerIT(Kpool kpool) {
        this.kpool = kpool;
    }

    @Test
    void getsWhatAFunctionReturns() throws InterruptedException {
        try (io.kpool.client.Kpool session = session("answers", "alpha")) {
            SpawnedProcess max =
                    Pool.get(session, "answers").pspawn(ProcessSpec.of(JavaFunction.of("java.lang.Math", "max", 3, 5)));

            assertThat(max.awaitResult(Integer.class)).isEqualTo(5);
        }
    }

    /** {@code make test} plays a tenth of what {@code make soak} does: 10,000 requests and five kills. */
    @Test
    void everyRequestRunsOnceThoughTheOperatorIsKilled() throws InterruptedException {
        List<String> hosts = List.of("alpha", "beta", "gamma");
        Map<Integer, CompletableFuture<SpawnedProcess>> asked = new ConcurrentHashMap<>();
        try (io.kpool.client.Kpool session = session("calls", hosts.toArray(String[]::new))) {
            Pool pool = Pool.get(session, "calls");
            Semaphore free = new Semaphore(OUTSTANDING);
            for (int i = 0; i < REQUESTS; i++) {
                if (i % (REQUESTS / KILLS) == REQUESTS / KILLS / 2) {
                    kpool.killOperator();
                }
                free.acquire();
                asked.put(i, ask(pool, i, free));
            }
            asked.values().forEach(CallerIT::assertEndsNormally);
        }

        Map<Integer, List<String>> ran = ran("calls", hosts);
        assertThat(IntStream.range(0, REQUESTS))
                .allSatisfy(i -> assertThat(ran.get(i))
                        .as("request %d", i)
                        .containsExactly(asked.get(i).join().pid()));
    }

    private io.kpool.client.Kpool session(String pool, String... hosts) throws InterruptedException {
        kpool.apply(Yaml.pool(pool, hosts));
        kpool.await("nodepool/" + pool, "Ready", Duration.ofMinutes(1));
        return kpool.callersSession();
    }

    private static CompletableFuture<SpawnedProcess> ask(Pool pool, int number, Semaphore free) {
        CompletableFuture<SpawnedProcess> started = pool.pspawnAsync(
                        ProcessSpec.of(Command.of("echo", "ran " + number)))
                .toCompletableFuture();
        started.thenCompose(SpawnedProcess::exit).whenComplete((exit, failed) -> free.release());
        return started;
    }

    private static void assertEndsNormally(CompletableFuture<SpawnedProcess> started) {
        try {
            ProcessExit exit = started.thenCompose(SpawnedProcess::exit)
                    .orTimeout(2, TimeUnit.MINUTES)
                    .join();
            assertThat(exit.isNormal()).as(exit.toString()).isTrue();
        } catch (CompletionException failed) {
            throw new AssertionError("a request was not answered", failed.getCause());
        }
    }

    /** By number of the request, the pids of those that say that they ran it. */
    private Map<Integer, List<String>> ran(String pool, List<String> hosts) {
        return hosts.stream()
                .flatMap(host -> kpool.kubectl("logs", pool + "-" + host).lines())
                .map(RAN::matcher)
                .filter(Matcher::find)
                .collect(Collectors.groupingBy(
                        line -> Integer.parseInt(line.group(2)),
                        Collectors.mapping(line -> line.group(1), Collectors.toList())));
    }
}
