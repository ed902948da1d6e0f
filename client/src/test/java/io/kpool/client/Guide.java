package io.kpool.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What docs/client.md shows, so that it compiles; {@link GuideTest} compares the two. */
final class Guide {
    private Guide() {}

    static void session() throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment()) {
            Pool pool = Pool.get(kpool, "demo");
            SpawnedProcess process = pool.pspawn("java.lang.Math", "max", 3, 5);
            int five = process.awaitResult(Integer.class);
        }
    }

    static Pool start(Kpool kpool) throws InterruptedException {
        StartedPool started = Pool.start(kpool, "ducks", List.of("huey", "dewey", "louie"));
        for (FailedHost failure : started.failures()) {
            System.err.println(failure.host() + ": " + failure.reason() + ", " + failure.message());
        }
        Pool pool = started.pool();
        return pool;
    }

    static ProcessExit processes(Pool pool) throws InterruptedException {
        var thumbs = JavaFunction.of("com.acme.Thumbs", "make", "cat.png", 128);
        ProcessSpec spec = ProcessSpec.of(thumbs)
                .onHost("huey")
                .withDeadline(Duration.ofMinutes(1))
                .withOutput(output -> System.out.print(output.asString()));
        SpawnedProcess process = pool.pspawn(spec);
        ProcessExit exit = process.awaitExit();
        return exit;
    }

    static long many(Pool pool, List<Long> ranges) {
        List<CompletableFuture<Long>> parts = ranges.stream()
                .map(range -> pool.pspawnAsync(ProcessSpec.of(JavaFunction.of("com.acme.Primes", "count", range)))
                        .thenCompose(process -> process.result(Long.class))
                        .toCompletableFuture())
                .toList();
        long sum = parts.stream().mapToLong(CompletableFuture::join).sum();
        return sum;
    }

    static void links() throws InterruptedException {
        KpoolOptions trapping = KpoolOptions.DEFAULTS.trappingExits(
                signal -> System.err.println(signal.from() + " ended: " + signal.reason()));
        try (Kpool kpool = Kpool.fromEnvironment(trapping)) {
            SpawnedProcess worker = Pool.get(kpool, "demo").pspawnLink(ProcessSpec.of(Command.of("false")));
            worker.exit("shutdown");
        }
    }

    static void messages(Kpool kpool, String pid) throws InterruptedException {
        kpool.send(pid, List.of("resize", 128));
        String size = kpool.ask(pid, "size?", String.class, Duration.ofSeconds(5));
        switch (kpool.receive()) {
            case Message message -> System.out.println(message.from() + " says " + message.as(String.class));
            case Call call -> kpool.reply(call, "ask somebody else");
            case Undelivered undelivered -> System.err.println(undelivered.to() + " has no room");
        }
    }

    static String groups(Kpool kpool, SpawnedProcess process) throws InterruptedException {
        ProcessGroups groups = kpool.groups();
        groups.create("imaging");
        groups.join("imaging", process.pid());
        groups.join("imaging");
        for (String member : groups.getMembers("imaging")) {
            kpool.send(member, "new version");
        }
        String nearest = groups.getClosestPid("imaging", "ducks/huey");
        return nearest;
    }

    void watch(ProcessGroups groups) throws InterruptedException {
        try (Watch watch = groups.watch("imaging", this::changed)) {
            watch.ended().toCompletableFuture().join();
        }
    }

    private void changed(KeyEvent event) {
        System.out.println(event);
    }

    private record Thumb(int width, int height) {}

    static String names(Kpool kpool, SpawnedProcess process) throws InterruptedException {
        Registry registry = kpool.registry();
        registry.register("thumbs", process.pid());
        Thumb thumb = registry.call("thumbs", "cat.png", Thumb.class);
        registry.cast("thumbs", "clear the cache");
        var version = JavaFunction.of("com.acme.Thumbs", "version").withCallback("com.acme.Log:asked");
        String text = registry.nodeRpc("thumbs", version, String.class, Registry.USUAL_TIMEOUT);
        return text;
    }
}
