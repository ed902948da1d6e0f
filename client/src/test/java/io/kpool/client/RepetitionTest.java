package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The operator is killed while callers spawn: they notice nothing but the time it takes. */
class RepetitionTest {
    private static final int CALLERS = 50;
    private static final int EACH = 100;
    private static final int KILLS = 5;

    private final Set<String> pids = ConcurrentHashMap.newKeySet();

    @Test
    void nothingIsLostAndNothingRunsTwice() throws Exception {
        try (var operator = new KeepingOperator();
                var kpool = Sessions.with(operator.port(), KpoolOptions.DEFAULTS);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Pool pool = Pool.get(kpool, "demo");
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> spawnSome(pool)));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                long sofar = (long) kill * CALLERS * EACH / (KILLS + 1);
                Awaitility.await().until(() -> pids.size() >= sofar);
                operator.killAndRestart();
            }
            for (Future<?> call : calls) {
                call.get();
            }

            assertThat(pids).hasSize(CALLERS * EACH);
            assertThat(operator.processes()).isEqualTo(CALLERS * EACH);
            // Answered and acknowledged, nothing is kept.
            Awaitility.await().untilAsserted(() -> assertThat(operator.kept()).isZero());
        }
    }

    private Void spawnSome(Pool pool) throws InterruptedException {
        for (int i = 0; i < EACH; i++) {
            SpawnedProcess process = pool.pspawn(Samples.SPEC);
            assertThat(process.awaitExit().isNormal()).isTrue();
            pids.add(process.pid());
        }
        return null;
    }
}
