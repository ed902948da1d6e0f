package io.kpool.worker.process;

import io.kpool.worker.api.ExitMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What arrived for a process and was not received yet; used from any thread. Made small: most processes get nothing. */
final class Mailbox {
    /** What comes when so many were not received is lost: nobody waits for who does not receive. */
    static final int CAPACITY = 100_000;

    private volatile BlockingQueue<ExitMessage> messages;

    void put(ExitMessage message) {
        messages().offer(message);
    }

    ExitMessage take() throws InterruptedException {
        return messages().take();
    }

    Optional<ExitMessage> poll(Duration timeout) throws InterruptedException {
        return Optional.ofNullable(messages().poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    private BlockingQueue<ExitMessage> messages() {
        BlockingQueue<ExitMessage> now = messages;
        return now == null ? first() : now;
    }

    private synchronized BlockingQueue<ExitMessage> first() {
        if (messages == null) {
            messages = new LinkedBlockingQueue<>(CAPACITY);
        }
        return messages;
    }
}
