package io.kpool.examples.named;

import io.kpool.client.JavaFunction;
import io.kpool.client.KeyEvent;
import io.kpool.client.Kpool;
import io.kpool.client.KpoolException;
import io.kpool.client.Pool;
import io.kpool.client.Registry;
import io.kpool.client.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Calls four workers by the name that they share, and three when one of them was killed. */
public final class NamedWorkers {
    private static final int WORKERS = 4;
    private static final int CALLS = 100;
    /** Much more than it takes: the machine may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Kpool kpool;
    private final Registry registry;
    private final Semaphore come = new Semaphore(0);
    private final Semaphore gone = new Semaphore(0);

    private NamedWorkers(Kpool kpool) {
        this.kpool = kpool;
        this.registry = kpool.registry();
    }

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment()) {
            new NamedWorkers(kpool).run();
        }
    }

    private void run() throws InterruptedException {
        try (Watch _ = registry.watch(Adder.NAME, this::changed)) {
            Pool pool = Pool.get(kpool, "named-workers");
            for (int i = 0; i < WORKERS; i++) {
                pool.pspawn(Adder.class.getName(), "serve");
            }
            come.acquire(WORKERS);
            System.out.println("Hosts: " + registry.allNodesOf(Adder.NAME));
            callAll();
            killOneThatIsCalled();
            gone.acquire();
            callAll();
            JavaFunction max = JavaFunction.of("java.lang.Math", "max", 3, 5);
            System.out.println(
                    "On the first host the maximum is " + registry.nodeRpc(Adder.NAME, max, Integer.class, PATIENCE));
            registry.allPidsOf(Adder.NAME).forEach(pid -> kpool.exit(pid, "shutdown"));
        }
    }

    private void changed(KeyEvent event) {
        switch (event) {
            case KeyEvent.Joined joined -> come.release(joined.pids().size());
            case KeyEvent.Left left -> gone.release(left.pids().size());
            default -> {
                // At first nobody has the name.
            }
        }
    }

    private void callAll() {
        List<CompletableFuture<Answer>> calls =
                IntStream.range(0, CALLS).mapToObj(this::call).toList();
        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();
        long sum = answers.stream().mapToLong(Answer::sum).sum();
        long workers = answers.stream().map(Answer::by).distinct().count();
        System.out.println(CALLS + " calls: " + workers + " workers, the sum of their sums is " + sum);
    }

    private CompletableFuture<Answer> call(int number) {
        return registry.callAsync(Adder.NAME, new int[] {number, 1}, Answer.class, PATIENCE)
                .toCompletableFuture();
    }

    /** Whether it has the call already or not. */
    private void killOneThatIsCalled() throws InterruptedException {
        String pid = registry.pidOf(Adder.NAME);
        CompletableFuture<Answer> call =
                kpool.askAsync(pid, new int[] {}, Answer.class, AN_HOUR).toCompletableFuture();
        kpool.exit(pid, "kill");
        try {
            System.out.println("Answered before it was killed: " + call.join());
        } catch (CompletionException failed) {
            System.out.println("A call whose worker was killed did not wait for an hour: "
                    + ((KpoolException) failed.getCause()).code());
        }
    }
}
