package io.kpool.bench.spawn;

import io.kpool.bench.measure.Timing;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Ways to ask for many processes of one kind. */
record Loads(Pool pool, ProcessSpec spec) {

    /** The next is asked for when the last has started. */
    Timing.Load oneAtATime(int calls) {
        return nanos -> {
            for (int i = 0; i < calls; i++) {
                long start = System.nanoTime();
                pool.pspawn(spec);
                nanos.recordValue(System.nanoTime() - start);
            }
        };
    }

    /** So many are asked for and have not started, at any time. */
    Timing.Load outstanding(int window, int calls) {
        return nanos -> {
            Window load = new Window(new AtomicInteger(calls), new Answers(nanos, calls));
            for (int i = 0; i < window; i++) {
                load.next();
            }
            load.answers().await();
        };
    }

    /** As many virtual threads, of which each waits for its own. */
    Timing.Load callers(int threads, int calls) {
        return nanos -> {
            Answers answers = new Answers(nanos, calls / threads * threads);
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < threads; i++) {
                    callers.execute(() -> answers.guard(() -> {
                        for (int call = 0; call < calls / threads; call++) {
                            long start = System.nanoTime();
                            pool.pspawn(spec);
                            answers.came(start, null);
                        }
                    }));
                }
                answers.await();
            }
        };
    }

    /** One after the other as they are due, whatever the answers; each counts from when it was due. */
    Timing.Load openLoop(int perSecond, int calls) {
        return nanos -> {
            Answers answers = new Answers(nanos, calls);
            long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
            long due = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                due += period;
                waitUntil(due);
                long asWasDue = due;
                pool.pspawnAsync(spec).whenComplete((started, failure) -> answers.came(asWasDue, failure));
            }
            answers.await();
        };
    }

    /** All of a burst at once, and the next burst when all of the last have started. */
    Timing.Load bursts(int size, int bursts) {
        return nanos -> {
            for (int burst = 0; burst < bursts; burst++) {
                Answers answers = new Answers(nanos, size);
                long start = System.nanoTime();
                for (int i = 0; i < size; i++) {
                    pool.pspawnAsync(spec).whenComplete((started, failure) -> answers.came(start, failure));
                }
                answers.await();
            }
        };
    }

    // Parking is too coarse for the last bit.
    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > 100_000) {
                LockSupport.parkNanos(left - 60_000);
            } else {
                Thread.yield();
            }
        }
    }

    /** Asks for another one on the very thread that hears of a start. */
    private final class Window {
        private final AtomicInteger left;
        private final Answers answers;

        Window(AtomicInteger left, Answers answers) {
            this.left = left;
            this.answers = answers;
        }

        Answers answers() {
            return answers;
        }

        void next() {
            if (left.getAndDecrement() <= 0) {
                return;
            }
            long start = System.nanoTime();
            pool.pspawnAsync(spec).whenComplete((started, failure) -> {
                answers.came(start, failure);
                next();
            });
        }
    }

    /** Waits for all, or for the first that failed. */
    private static final class Answers {
        private static final long PATIENCE_SECONDS = 120;

        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Histogram nanos;
        private final CountDownLatch left;

        interface Calls {
            void make() throws InterruptedException;
        }

        Answers(Histogram nanos, int calls) {
            this.nanos = nanos;
            this.left = new CountDownLatch(calls);
        }

        void came(long start, Throwable failed) {
            if (failed == null) {
                nanos.recordValue(System.nanoTime() - start);
            } else {
                failure.compareAndSet(null, failed);
            }
            left.countDown();
        }

        void guard(Calls calls) {
            try {
                calls.make();
            } catch (InterruptedException | RuntimeException failed) {
                failure.compareAndSet(null, failed);
                while (left.getCount() > 0) {
                    left.countDown();
                }
            }
        }

        void await() throws InterruptedException {
            boolean all = left.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (failure.get() != null) {
                throw new IllegalStateException("a spawn failed", failure.get());
            }
            if (!all) {
                throw new IllegalStateException(left.getCount() + " spawns were not answered");
            }
        }
    }
}
