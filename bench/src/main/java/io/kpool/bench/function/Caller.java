package io.kpool.bench.function;

import io.kpool.worker.api.Self;
import java.time.Duration;

/** Processes that call, or cast to, a {@link Server}; what they return is read by {@link Latencies}. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Caller() {}

    /** Waits until somebody has that name. */
    public static void await(Self self, String name) throws InterruptedException {
        Standing.await(self, self.watchName(name), 1);
    }

    /** Call by call. */
    public static String call(Self self, String name, int calls) throws InterruptedException {
        return Latencies.repeated(calls, () -> self.call(name, 1, PATIENCE));
    }

    /** Casts until the server has counted all. */
    public static String cast(Self self, String name, int thousands) throws InterruptedException {
        UnderWay casts = new UnderWay(self);
        for (int thousand = 0; thousand < thousands; thousand++) {
            for (int cast = 0; cast < Server.ACKNOWLEDGED; cast++) {
                self.cast(name, cast);
            }
            casts.sent();
            casts.await(UnderWay.MOST - 1);
        }
        casts.await(0);
        return casts.latencies();
    }
}
