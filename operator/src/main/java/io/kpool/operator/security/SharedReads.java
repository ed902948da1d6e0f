package io.kpool.operator.security;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Reads of one thing for many at once, none of them older than its question: who asks while a read is under way shares
 * the next one with all others that do. From any thread; blocks.
 */
final class SharedReads<K, V> {
    private final Function<K, V> read;
    private final ConcurrentMap<K, Desk> desks = new ConcurrentHashMap<>();

    SharedReads(Function<K, V> read) {
        this.read = read;
    }

    /** As it is at some moment after this was called; what the read throws is thrown to all that share it. */
    V get(K key) {
        Desk desk = desks.compute(key, (any, known) -> (known == null ? new Desk() : known).entered());
        try {
            return desk.read(key);
        } finally {
            desks.computeIfPresent(key, (any, known) -> known.left());
        }
    }

    /** What is asked of one thing. */
    private final class Desk {
        private final ReentrantLock reading = new ReentrantLock();
        private Shared next = new Shared();
        private int inside;

        // By the map, one at a time.
        Desk entered() {
            inside++;
            return this;
        }

        Desk left() {
            inside--;
            return inside == 0 ? null : this;
        }

        V read(K key) {
            Shared mine = next();
            reading.lock();
            try {
                if (!mine.begun) {
                    begin();
                    mine.fill(key);
                }
            } finally {
                reading.unlock();
            }
            return mine.value();
        }

        private synchronized Shared next() {
            return next;
        }

        private synchronized void begin() {
            next.begun = true;
            next = new Shared();
        }
    }

    /** One read; guarded by its desk's lock. */
    private final class Shared {
        private boolean begun;
        private V value;
        private RuntimeException failure;

        void fill(K key) {
            try {
                value = read.apply(key);
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }

        V value() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}
