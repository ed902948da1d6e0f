package io.kpool.kubectl.command;

/** What is done when somebody presses Ctrl-C, from the opening to the closing; the command exits with 130 then. */
final class Interruption implements AutoCloseable {
    /** 128 + SIGINT. */
    private static final int INTERRUPTED = 130;

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption then(Session session, Runnable word) {
        Thread hook = new Thread(() -> {
            try {
                word.run();
            } finally {
                session.out().flush();
                session.surroundings().err().flush();
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is being done: nothing else may come to an end before it has.
            awaitForEver();
        }
    }

    private static void awaitForEver() {
        while (true) {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                // The hook ends this process, and nothing else does.
            }
        }
    }
}
