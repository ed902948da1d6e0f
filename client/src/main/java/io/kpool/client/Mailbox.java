package io.kpool.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What the session has received and nobody has taken yet, in the order received; on any thread. */
final class Mailbox {
    static final int MOST = 10_000;
    static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Consumer<Mailbox> arrival;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Queue<Letter> letters = new ArrayDeque<>();
    private long bytes;
    private KpoolException closed;

    private record Letter(Received content, int size) {}

    /** @param arrival is told after something has come */
    Mailbox(Consumer<Mailbox> arrival) {
        this.arrival = arrival;
    }

    /** @return whether there was room */
    boolean offer(Received content, int size) {
        lock.lock();
        try {
            if (letters.size() >= MOST || bytes + size > MOST_BYTES) {
                return false;
            }
            bytes += size;
            letters.add(new Letter(content, size));
            news.signal();
        } finally {
            lock.unlock();
        }
        arrival.accept(this);
        return true;
    }

    /** Waits; fails when it is empty and closed. */
    Received take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (letters.isEmpty()) {
                requireOpen();
                news.await();
            }
            return remove();
        } finally {
            lock.unlock();
        }
    }

    /** Waits no longer than that; fails when it is empty and closed. */
    Optional<Received> take(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (letters.isEmpty()) {
                requireOpen();
                if (left <= 0) {
                    return Optional.empty();
                }
                left = news.awaitNanos(left);
            }
            return Optional.of(remove());
        } finally {
            lock.unlock();
        }
    }

    /** Without waiting. */
    Optional<Received> poll() {
        lock.lock();
        try {
            return letters.isEmpty() ? Optional.empty() : Optional.of(remove());
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes; what is there can be taken. */
    void close(KpoolException why) {
        lock.lock();
        try {
            closed = why;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed != null) {
            throw closed;
        }
    }

    private Received remove() {
        Letter letter = letters.remove();
        bytes -= letter.size();
        return letter.content();
    }
}
