package io.kpool.bench.spawn;

import io.kpool.bench.measure.Figure;
import io.kpool.cluster.machine.Progress;
import java.util.List;

/** Spawns, as a caller sees them. */
public final class SpawnBench {
    /** Room for all that any measurement has outstanding. */
    private static final int SLOTS = 4_096;

    private SpawnBench() {}

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        return new CallerBench("spawn", SpawnDriver.class, SLOTS).measure(progress);
    }
}
