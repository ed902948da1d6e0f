package io.kpool.worker.process;

import io.kpool.worker.api.Received;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What arrived for a process and was not received yet; used from any thread. Made small: most processes get nothing. */
final class Mailbox {
    /** What comes when so many were not received is lost: nobody waits for who does not receive. */
    static final int CAPACITY = 100_000;

    private volatile BlockingQueue<Received> messages;

    void put(Received message) {
        messages().offer(message);
    }

    Received take() throws InterruptedException {
        return messages().take();
    }

    Optional<Received> poll(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(messages().poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    private BlockingQueue<Received> messages() {
        BlockingQueue<Received> now = messages;
        return now == null ? first() : now;
    }

    private synchronized BlockingQueue<Received> first() {
        if (messages == null) {
            messages = new LinkedBlockingQueue<>(CAPACITY);
        }
        return messages;
    }
}
