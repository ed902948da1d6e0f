package io.kpool.worker.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What arrived for a process and was not received yet, within bounds; used from any thread. Made small: most processes get
 * nothing.
 */
final class Mailbox<T> {
    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 16 << 20;

    /** How much else may be there for one more to be let in. */
    enum Room {
        /** What its sender is told of if there is no room. */
        ORDINARY(MOST, MOST_BYTES),
        /** What nobody else would hear of: beyond that it is lost, for nobody waits for who does not receive. */
        RESERVED(MOST + 1_000, MOST_BYTES + (1 << 20)),
        /** What somebody waits for, who has asked for it. */
        ALWAYS(Integer.MAX_VALUE, Integer.MAX_VALUE);

        private final int most;
        private final int mostBytes;

        Room(int most, int mostBytes) {
            this.most = most;
            this.mostBytes = mostBytes;
        }
    }

    private record Item<T>(T what, int bytes) {}

    // Null: nothing has come yet.
    private Deque<Item<T>> items;
    private int bytes;
    private boolean closed;

    /** Puts it last; whether there was room. When nobody receives any more it is dropped. */
    synchronized boolean put(T what, int size, Room room) {
        if (closed) {
            return true;
        }
        if (count() >= room.most || bytes > room.mostBytes - size) {
            return false;
        }
        if (items == null) {
            items = new ArrayDeque<>(4);
        }
        items.add(new Item<>(what, size));
        bytes += size;
        notify();
        return true;
    }

    private int count() {
        return items == null ? 0 : items.size();
    }

    /** What came first; waits for it. */
    synchronized T take() throws InterruptedException {
        checkInterrupted();
        while (count() == 0) {
            checkOpen();
            wait();
        }
        return first();
    }

    /** The same; empty: nothing came in time. */
    synchronized Optional<T> poll(Duration timeout) throws InterruptedException {
        checkInterrupted();
        long begin = System.nanoTime();
        long most = Durations.nanos(timeout);
        while (count() == 0) {
            checkOpen();
            long left = most - (System.nanoTime() - begin);
            if (left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return Optional.of(first());
    }

    // Also where something is there to be received: who is to end finds out.
    private static void checkInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void checkOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("the process has ended");
        }
    }

    private T first() {
        Item<T> first = items.remove();
        bytes -= first.bytes;
        return first.what;
    }

    /** Takes all of that kind out, unreceived. */
    synchronized void remove(Predicate<T> kind) {
        if (items == null) {
            return;
        }
        for (Iterator<Item<T>> each = items.iterator(); each.hasNext(); ) {
            Item<T> item = each.next();
            if (kind.test(item.what)) {
                each.remove();
                bytes -= item.bytes;
            }
        }
    }

    /** Nobody receives any more: who waits is interrupted. */
    synchronized void close() {
        closed = true;
        items = null;
        bytes = 0;
        notifyAll();
    }
}
