package io.kpool.pool;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A worker's memory of the callers' requests it took on: it runs none of them a second time.
 *
 * <p>Numbers of a session come close together, so they are kept as bits, a page for each {@link #PAGE} numbers. A page
 * is kept for as long as one of its requests is not settled; of the others those that were settled last are kept, up to
 * a bound, for a request that is repeated although its answer is on its way.
 */
public final class SeenRequests {
    static final int PAGE = 1024;

    private record Key(long sessionEpoch, long session, long page) {}

    private static final class Page {
        private final long[] bits = new long[PAGE / Long.SIZE];
        private int open;

        boolean has(long number) {
            return (bits[index(number)] & 1L << number) != 0;
        }

        void add(long number) {
            bits[index(number)] |= 1L << number;
            open++;
        }

        /** Whether that was the last one open. */
        boolean settleOne() {
            open--;
            return open == 0;
        }

        private static int index(long number) {
            return (int) (number % PAGE) / Long.SIZE;
        }
    }

    private final int settledPages;
    private final Map<Key, Page> open = new HashMap<>();
    private final SequencedMap<Key, Page> settled = new LinkedHashMap<>();

    /** @param settledPages how many pages are kept of which all requests are settled */
    public SeenRequests(int settledPages) {
        Numbers.requirePositive("settledPages", settledPages);
        this.settledPages = settledPages;
    }

    /** Whether that request of that session was admitted; to be asked before anything else refuses it. */
    public boolean hasSeen(long sessionEpoch, long session, long number) {
        var key = key(sessionEpoch, session, number);
        Page page = open.get(key);
        if (page == null) {
            page = settled.get(key);
        }
        return page != null && page.has(number);
    }

    /** Whether that request is a new one; if so, it no longer is. To be asked last, when nothing else refuses it. */
    public boolean admit(long sessionEpoch, long session, long number) {
        var key = key(sessionEpoch, session, number);
        Page page = open.get(key);
        if (page == null) {
            page = settled.get(key);
        }
        if (page == null) {
            page = new Page();
        } else if (page.has(number)) {
            return false;
        }
        if (page.open == 0) {
            settled.remove(key);
            open.put(key, page);
        }
        page.add(number);
        return true;
    }

    /** The caller of an admitted request knows how its process ended: it may be forgotten in its turn. To be told once. */
    public void settle(long sessionEpoch, long session, long number) {
        var key = key(sessionEpoch, session, number);
        Page page = open.get(key);
        if (page == null || !page.has(number) || !page.settleOne()) {
            return;
        }
        open.remove(key);
        settled.putLast(key, page);
        if (settled.size() > settledPages) {
            settled.pollFirstEntry();
        }
    }

    /** How many pages are kept. */
    int pages() {
        return open.size() + settled.size();
    }

    private static Key key(long sessionEpoch, long session, long number) {
        Numbers.requirePositive("number", number);
        return new Key(sessionEpoch, session, number / PAGE);
    }
}
