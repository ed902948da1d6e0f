package io.kpool.worker;

import io.kpool.worker.load.Carriers;
import io.kpool.worker.load.LoadSampler;
import io.kpool.worker.output.WorkerLog;
import io.kpool.worker.process.ProcessLauncher;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What an agent stands on.
 *
 * @param loop the one event loop; nothing on it may block
 * @param housekeeping for what may block a little
 * @param nanoTime as {@link System#nanoTime}
 */
record Surroundings(
        ScheduledExecutorService loop,
        ScheduledExecutorService housekeeping,
        Dialler dialler,
        ProcessLauncher launcher,
        LoadSampler sampler,
        Carriers carriers,
        WorkerLog log,
        InstantSource clock,
        LongSupplier nanoTime) {}
