package io.kpool.client;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells listeners what they want to hear, one thing after the other and away from the loop, which they may block. */
final class Teller implements AutoCloseable {
    private static final long MOST_WAITING_BYTES = 16L * 1024 * 1024;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("kpool-listeners").factory());
    private final Consumer<ExitSignal> exits;
    private final AtomicLong waitingBytes = new AtomicLong();
    /** By pid, since its last output that was told; confined to the loop. */
    private final Map<String, Long> skipped = new HashMap<>();

    /** @param exits hears of exit signals */
    Teller(Consumer<ExitSignal> exits) {
        this.exits = exits;
    }

    void tell(ExitSignal signal) {
        tell(() -> exits.accept(signal));
    }

    /** Called on the loop; skips what a listener is too slow for. */
    void tell(OutputListener listener, Output output) {
        int size = output.text().length;
        if (waitingBytes.get() + size > MOST_WAITING_BYTES) {
            skipped.merge(output.pid(), size + output.skipped(), Long::sum);
            return;
        }
        waitingBytes.addAndGet(size);
        Long before = skipped.isEmpty() ? null : skipped.remove(output.pid());
        var told = before == null
                ? output
                : new Output(output.pid(), output.stream(), output.text(), output.skipped() + before);
        tell(() -> {
            waitingBytes.addAndGet(-size);
            listener.printed(told);
        });
    }

    void tell(Runnable news) {
        try {
            thread.execute(news);
        } catch (RejectedExecutionException closed) {
            news.run();
        }
    }

    /** What was told before is still heard. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
