package io.kpool.client;

import java.util.concurrent.CompletableFuture;

/** A spawn that somebody asked for, and what became of it. Confined to the loop, but for what its futures tell. */
final class Request {
    /** Whether the session is linked with the process before that starts. */
    enum Bond {
        NONE,
        LINKED
    }

    private final String pool;
    private final ProcessSpec spec;
    private final Bond bond;
    private final Owner owner;
    private final SpawnedProcess process;
    private final CompletableFuture<SpawnedProcess> start = new CompletableFuture<>();
    private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    private long number;
    private int unansweredOn;
    private WorkerName worker;
    private long serial;

    /** The session whose request it is. */
    interface Owner {
        void link(String pid);

        void unlink(String pid);

        void exit(String pid, String reason);

        /** Tells of an exit after the output that somebody listens to. */
        void afterOutput(Runnable news);
    }

    Request(String pool, ProcessSpec spec, Bond bond, Owner owner) {
        this.pool = pool;
        this.spec = spec;
        this.bond = bond;
        this.owner = owner;
        this.process = new SpawnedProcess(this, owner);
    }

    String pool() {
        return pool;
    }

    ProcessSpec spec() {
        return spec;
    }

    boolean isLinked() {
        return bond == Bond.LINKED;
    }

    /** 0: it has none yet. */
    long number() {
        return number;
    }

    void numbered(long given) {
        number = given;
    }

    void sentOn(int stream) {
        unansweredOn = stream;
    }

    /** Counts an answer on that stream; false: it is not the first one there. */
    boolean answeredOn(int stream) {
        boolean first = unansweredOn == stream;
        unansweredOn = 0;
        return first;
    }

    /** Nobody waits for it any more. */
    boolean isGivenUp() {
        return start.isDone();
    }

    boolean hasStarted() {
        return worker != null;
    }

    void started(WorkerName on, long as) {
        worker = on;
        serial = as;
        start.complete(process);
    }

    /** There will be no process, or nobody knows. */
    void failed(KpoolException why) {
        start.completeExceptionally(why);
        tell(() -> exit.completeExceptionally(why));
    }

    void ended(ProcessExit how) {
        tell(() -> exit.complete(how));
    }

    private void tell(Runnable news) {
        if (spec.listener().isPresent()) {
            owner.afterOutput(news);
        } else {
            news.run();
        }
    }

    /** Completed on the loop. */
    CompletableFuture<SpawnedProcess> start() {
        return start;
    }

    CompletableFuture<ProcessExit> exit() {
        return exit;
    }

    String pid() {
        return worker.pid(serial);
    }

    String host() {
        return worker.host();
    }
}
