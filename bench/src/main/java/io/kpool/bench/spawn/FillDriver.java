package io.kpool.bench.spawn;

import io.kpool.bench.measure.Timing;
import io.kpool.client.JavaFunction;
import io.kpool.client.Kpool;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import java.util.Map;

/** Fills a pool with processes that stay. */
public final class FillDriver {
    /** Environment: how many. */
    public static final String COUNT = "BENCH_COUNT";

    private static final int OUTSTANDING = 512;
    private static final long A_YEAR_MILLIS = 31_536_000_000L;

    private FillDriver() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment().connect()) {
            ProcessSpec stays = ProcessSpec.of(JavaFunction.of("java.lang.Thread", "sleep(long)", A_YEAR_MILLIS));
            Loads loads = new Loads(Pool.get(kpool, CallerSettings.pool()), stays);
            Timing timing = new Timing(Map.of());
            timing.once(loads.outstanding(OUTSTANDING, Integer.parseInt(System.getenv(COUNT))));
        }
        System.exit(0);
    }
}
