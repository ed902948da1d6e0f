package io.kpool.worker;

import io.kpool.worker.load.Carriers;
import io.kpool.worker.load.LoadSampler;
import io.kpool.worker.output.WorkerLog;
import io.kpool.worker.process.ProcessLauncher;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What an agent stands on.
 *
 * @param footing loop and clocks
 * @param housekeeping for what may block a little
 */
record Surroundings(
        Footing footing,
        ScheduledExecutorService housekeeping,
        Dialler dialler,
        ProcessLauncher launcher,
        LoadSampler sampler,
        Carriers carriers,
        WorkerLog log) {

    ScheduledExecutorService loop() {
        return footing.loop();
    }

    LongSupplier nanoTime() {
        return footing.nanoTime();
    }
}
