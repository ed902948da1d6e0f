package io.kpool.worker;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens on the threads of processes, on its way to the loop. The first of a batch wakes the loop; those that come
 * before it looks go along, and so cost next to nothing.
 */
final class Happenings {
    /** One thing that happened; goes in once. */
    abstract static class Happening {
        private Happening before;

        /** Heeds it, on the loop. */
        abstract void heed();
    }

    private final Executor loop;
    private final Runnable heedAll = this::heedAll;
    private final AtomicReference<Happening> newest = new AtomicReference<>();

    Happenings(Executor loop) {
        this.loop = loop;
    }

    /** Has it heeded soon, after what happened before; from any thread. */
    void add(Happening happening) {
        Happening last;
        do {
            last = newest.get();
            happening.before = last;
        } while (!newest.compareAndSet(last, happening));
        if (last == null) {
            loop.execute(heedAll);
        }
    }

    private void heedAll() {
        Happening next = inOrder(newest.getAndSet(null));
        while (next != null) {
            Happening now = next;
            next = now.before;
            heed(now);
        }
    }

    private void heed(Happening happening) {
        try {
            happening.heed();
        } catch (RuntimeException failed) {
            // The loop says so in its own way, and the others have their turn.
            loop.execute(() -> {
                throw failed;
            });
        }
    }

    private static Happening inOrder(Happening newest) {
        Happening turned = null;
        Happening next = newest;
        while (next != null) {
            Happening now = next;
            next = now.before;
            now.before = turned;
            turned = now;
        }
        return turned;
    }
}
