package io.kpool.worker.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The worker's own log: one JSON object per line, written by one thread, so that neither the event loop nor a process
 * ever waits for the reader of the log while there is room for what they log.
 */
public final class WorkerLog {
    /** Characters that may wait to be written. */
    static final int MOST_WAITING = 4 * 1024 * 1024;

    /** A line takes this beside its text: an empty one is not for nothing. */
    private static final int EACH = 128;

    private sealed interface Item {
        record Printed(long millis, String pid, StreamName stream, String line) implements Item {
            @Override
            public int cost() {
                return EACH + line.length();
            }
        }

        record Event(long millis, String message) implements Item {
            @Override
            public int cost() {
                return EACH + message.length();
            }
        }

        record Flush(CountDownLatch done) implements Item {
            @Override
            public int cost() {
                return 0;
            }
        }

        int cost();
    }

    private final OutputStream out;
    private final InstantSource clock;
    // Fair, or else short lines could keep a long one waiting for ever.
    private final Semaphore room = new Semaphore(MOST_WAITING, true);
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final JsonFactory json = new JsonFactory();

    /** A log that is written to {@code out}. */
    public WorkerLog(OutputStream out, InstantSource clock) {
        this.out = new BufferedOutputStream(out, 32 * 1024);
        this.clock = clock;
        Thread.ofPlatform().name("kpool-log").daemon().start(this::write);
    }

    /** Logs a line that a process printed; waits while there is no room. */
    public void line(String pid, StreamName stream, String line) {
        put(new Item.Printed(clock.millis(), pid, stream, line));
    }

    /** Logs what happened to the agent itself; never waits: when there is no room the event is dropped. */
    public void event(String message) {
        offer(new Item.Event(clock.millis(), message));
    }

    /** Waits until all that was logged before is written, but no longer than that. */
    public void flush(Duration atMost) {
        var done = new CountDownLatch(1);
        try {
            queue.add(new Item.Flush(done));
            done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Item item) {
        try {
            room.acquire(item.cost());
            queue.add(item);
        } catch (InterruptedException interrupted) {
            // The process is being ended: it must see that, and the line is not worth more than a try.
            Thread.currentThread().interrupt();
            offer(item);
        }
    }

    private void offer(Item item) {
        if (room.tryAcquire(item.cost())) {
            queue.add(item);
        }
    }

    private void write() {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.setRootValueSeparator(null);
            while (true) {
                Item next = queue.poll();
                if (next == null) {
                    generator.flush();
                    next = queue.take();
                }
                room.release(next.cost());
                write(generator, next);
            }
        } catch (IOException nobodyReads) {
            discard();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(JsonGenerator generator, Item item) throws IOException {
        switch (item) {
            case Item.Printed printed -> {
                start(generator, printed.millis());
                generator.writeStringField("pid", printed.pid());
                generator.writeStringField("stream", printed.stream().text());
                generator.writeStringField("line", printed.line());
                end(generator);
            }
            case Item.Event event -> {
                start(generator, event.millis());
                generator.writeStringField("message", event.message());
                end(generator);
            }
            case Item.Flush flush -> {
                generator.flush();
                flush.done().countDown();
            }
        }
    }

    private static void start(JsonGenerator generator, long millis) throws IOException {
        generator.writeStartObject();
        generator.writeStringField(
                "time", java.time.Instant.ofEpochMilli(millis).toString());
    }

    private static void end(JsonGenerator generator) throws IOException {
        generator.writeEndObject();
        generator.writeRaw('\n');
    }

    /** Nobody reads the log any more: processes that print must not wait for it. */
    private void discard() {
        try {
            while (true) {
                Item next = queue.take();
                room.release(next.cost());
                if (next instanceof Item.Flush flush) {
                    flush.done().countDown();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
