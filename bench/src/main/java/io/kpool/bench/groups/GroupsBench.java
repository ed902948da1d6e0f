package io.kpool.bench.groups;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.spawn.CallerBench;
import io.kpool.cluster.machine.Progress;
import java.util.List;

/** Names, messages and groups, as processes of two workers see them. */
public final class GroupsBench {
    /** Room for a large group. */
    private static final int SLOTS = 8_192;

    private GroupsBench() {}

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        return new CallerBench("groups", GroupsDriver.class, SLOTS).measure(progress);
    }
}
