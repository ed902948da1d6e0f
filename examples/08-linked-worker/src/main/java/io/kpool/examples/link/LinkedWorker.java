package io.kpool.examples.link;

import io.kpool.client.Command;
import io.kpool.client.ExitSignal;
import io.kpool.client.Kpool;
import io.kpool.client.KpoolException;
import io.kpool.client.KpoolOptions;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import io.kpool.client.SpawnedProcess;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A link ends one when the other ends: first the worker with its caller, then the caller with its worker. */
public final class LinkedWorker {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ProcessSpec FOREVER = ProcessSpec.of(Command.of("sleep", "infinity"));
    private static final ProcessSpec FAILING = ProcessSpec.of(Command.of("false"));

    private LinkedWorker() {}

    /** @param args none */
    public static void main(String[] args) throws Exception {
        workerDiesWithItsCaller();
        callerDiesWithItsWorker();
    }

    /** A second session watches: it is linked with the worker too, and traps exits, so that it hears of its end. */
    private static void workerDiesWithItsCaller() throws InterruptedException {
        BlockingQueue<ExitSignal> heard = new LinkedBlockingQueue<>();
        try (Kpool watcher = Kpool.fromEnvironment(KpoolOptions.DEFAULTS.trappingExits(heard::add))) {
            SpawnedProcess worker;
            try (Kpool caller = Kpool.fromEnvironment()) {
                worker = Pool.get(caller, "demo").pspawnLink(FOREVER);
                watcher.link(worker.pid());
                // What is asked after the link is answered after it.
                Pool.get(watcher, "demo").pspawn(ProcessSpec.of(Command.of("true")));
                System.out.println(caller.pid() + " is linked with " + worker.pid());
            }
            ExitSignal signal = heard.poll(SOON.toSeconds(), TimeUnit.SECONDS);
            if (signal == null || !signal.from().equals(worker.pid())) {
                throw new IllegalStateException("the worker outlived its caller: " + signal);
            }
            System.out.println("The caller ended, and so did its worker: " + signal.reason());
        }
    }

    private static void callerDiesWithItsWorker() throws InterruptedException, ExecutionException, TimeoutException {
        try (Kpool caller = Kpool.fromEnvironment()) {
            SpawnedProcess worker = Pool.get(caller, "demo").pspawnLink(FAILING);
            KpoolException why = caller.ended().toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
            System.out.println(worker.pid() + " failed, and so did its caller: " + why.code());
        }
    }
}
