package io.kpool.worker;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What everything of an agent stands on.
 *
 * @param loop the one event loop; nothing on it may block
 * @param nanoTime as {@link System#nanoTime}
 * @param random for any thread
 */
record Footing(ScheduledExecutorService loop, InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {}
