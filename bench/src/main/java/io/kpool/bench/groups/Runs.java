package io.kpool.bench.groups;

import io.kpool.bench.function.Latencies;
import io.kpool.bench.measure.Timing;
import io.kpool.client.JavaFunction;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;
import io.kpool.client.SpawnedProcess;
import java.util.ArrayList;
import java.util.List;

/** Functions run as processes of one host. */
record Runs(Pool pool, String host) {

    /** Starts as many of them, and returns while they run. */
    List<SpawnedProcess> start(int processes, JavaFunction function) throws InterruptedException {
        ProcessSpec spec = ProcessSpec.of(function).onHost(host);
        List<SpawnedProcess> started = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            started.add(pool.pspawn(spec));
        }
        return started;
    }

    /** One of them, to its end. */
    void once(JavaFunction function) throws InterruptedException {
        start(1, function).getFirst().awaitResult(Object.class);
    }

    /** As many at the same time, to their ends; they measured. */
    Timing.Load measuring(int processes, JavaFunction function) {
        return nanos -> {
            for (SpawnedProcess process : start(processes, function)) {
                nanos.add(Latencies.parse(process.awaitResult(String.class)));
            }
        };
    }
}
