package io.kpool.pool;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a worker was given lately, which counts one each however its reports see it, and the least that it reported
 * meanwhile, which is what it had besides.
 *
 * <p>Reports of several workers come at different moments. If what was placed counted only until the next of them, the
 * worker that reported last would look idle beside equals and get everything until they report too.
 */
final class RecentWork {
    /** Twice the longest time between two reports. */
    static final long WINDOW_MILLIS = 2_000;
    /** The same for all workers, so that what was placed at one time on several ceases to count at one time. */
    private static final long GRAIN_MILLIS = 100;

    private static final long PROCESS_MILLI = 1_000;

    private final Deque<Placed> placed = new ArrayDeque<>();
    private final Deque<Report> reports = new ArrayDeque<>();
    private int count;
    private int leastMilli;

    /** Those of one grain of time that are still there. */
    private static final class Placed {
        private final long sinceMillis;
        private int count;

        Placed(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }
    }

    private record Report(long millis, int runQueueMilli) {}

    void placed(long nowMillis) {
        long grain = grain(nowMillis);
        if (placed.isEmpty() || placed.getLast().sinceMillis != grain) {
            placed.addLast(new Placed(grain));
        }
        placed.getLast().count++;
        count++;
    }

    /** One that was placed at that time is not there any more. */
    void removed(long placedMillis) {
        long grain = grain(placedMillis);
        for (Placed each : placed) {
            if (each.sinceMillis == grain) {
                each.count--;
                count--;
            }
        }
    }

    void reported(int runQueueMilli, long nowMillis) {
        reports.addLast(new Report(nowMillis, runQueueMilli));
        expire(nowMillis);
    }

    /** Forgets what is older than the window. Whether that changes what it counts for. */
    boolean expire(long nowMillis) {
        long before = expectedMilli();
        long since = nowMillis - WINDOW_MILLIS;
        while (!placed.isEmpty() && placed.getFirst().sinceMillis < since) {
            count -= placed.removeFirst().count;
        }
        while (reports.size() > 1 && isOverBefore(since)) {
            reports.removeFirst();
        }
        leastMilli = least();
        return before != expectedMilli();
    }

    /** Thousandths: what it has, as far as can be told from what it was given. */
    long expectedMilli() {
        return leastMilli + PROCESS_MILLI * count;
    }

    /** A report holds until the next one. */
    private boolean isOverBefore(long millis) {
        return reports.stream().skip(1).findFirst().orElseThrow().millis < millis;
    }

    private int least() {
        return reports.stream().mapToInt(Report::runQueueMilli).min().orElse(0);
    }

    private static long grain(long millis) {
        return millis - Math.floorMod(millis, GRAIN_MILLIS);
    }
}
