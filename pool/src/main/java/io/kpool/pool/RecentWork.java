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

    private final Deque<Grain> placed = new ArrayDeque<>();
    private final Deque<Former> formerReports = new ArrayDeque<>();
    private boolean reported;
    private int lastMilli;
    private int leastMilli;
    private int count;

    /** What was placed at about one time, and is still there. */
    static final class Grain {
        private final long sinceMillis;
        private int count;
        private boolean over;

        private Grain(long sinceMillis) {
            this.sinceMillis = sinceMillis;
        }
    }

    /** A report, and when the next one came. */
    private record Former(int runQueueMilli, long untilMillis) {}

    /** What it is to be removed from. */
    Grain placed(long nowMillis) {
        long since = nowMillis - Math.floorMod(nowMillis, GRAIN_MILLIS);
        if (placed.isEmpty() || placed.getLast().sinceMillis != since) {
            placed.addLast(new Grain(since));
        }
        Grain grain = placed.getLast();
        grain.count++;
        count++;
        return grain;
    }

    /** One that was placed in that grain is not there any more. */
    void removed(Grain grain) {
        if (!grain.over) {
            grain.count--;
            count--;
        }
    }

    void reported(int runQueueMilli, long nowMillis) {
        if (reported) {
            formerReports.addLast(new Former(lastMilli, nowMillis));
        }
        reported = true;
        lastMilli = runQueueMilli;
        leastMilli = least();
        expire(nowMillis);
    }

    /** Forgets what is older than the window. Whether that changes what it counts for. */
    boolean expire(long nowMillis) {
        long before = expectedMilli();
        long since = nowMillis - WINDOW_MILLIS;
        while (!placed.isEmpty() && placed.getFirst().sinceMillis < since) {
            Grain grain = placed.removeFirst();
            grain.over = true;
            count -= grain.count;
        }
        while (!formerReports.isEmpty() && formerReports.getFirst().untilMillis < since) {
            formerReports.removeFirst();
            leastMilli = least();
        }
        return before != expectedMilli();
    }

    /** Thousandths: what it has, as far as can be told from what it was given. */
    long expectedMilli() {
        return leastMilli + PROCESS_MILLI * count;
    }

    private int least() {
        return formerReports.stream().mapToInt(Former::runQueueMilli).reduce(lastMilli, Math::min);
    }
}
