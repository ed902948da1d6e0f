package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A worker's copies of keys, of which it gives up those that nobody reads. One thread adds and removes, any thread finds.
 * Times are milliseconds of any clock that goes forward.
 */
public final class Copies {
    /** So many are kept at most, but for those that may not be given up. */
    public static final int MOST = 10_000;
    /** One that nobody has read for so long is given up. */
    public static final long IDLE_MILLIS = 600_000;

    private final Map<Key, Copy> copies = new ConcurrentHashMap<>();
    private final Predicate<Party> here;

    /** @param here what counts as local */
    public Copies(Predicate<Party> here) {
        this.here = here;
    }

    /** The copy of that key; empty: there is none. */
    public Optional<Copy> find(Key key) {
        return Optional.ofNullable(copies.get(key));
    }

    /** Begins one, which is yet to be filled. */
    public Copy add(Key key, long now) {
        var copy = new Copy(key, here, now);
        copies.put(key, copy);
        return copy;
    }

    /** All that there are. */
    public List<Key> keys() {
        return List.copyOf(copies.keySet());
    }

    /** A new stream begins: half a snapshot of the former one is nothing. */
    public void interrupted() {
        copies.values().forEach(Copy::interrupted);
    }

    /**
     * Gives up those that nobody has read for {@link #IDLE_MILLIS}.
     *
     * @param needed those that may not be given up
     * @return what was given up
     */
    public List<Key> sweep(long now, Predicate<Key> needed) {
        List<Key> idle = new ArrayList<>();
        copies.forEach((key, copy) -> {
            if (now - copy.idleSince(now) >= IDLE_MILLIS && !needed.test(key)) {
                idle.add(key);
            }
        });
        idle.forEach(copies::remove);
        return idle;
    }

    /** Makes room for one more, if it must: gives up the one that was read longest ago. */
    public Optional<Key> makeRoom(long now, Predicate<Key> needed) {
        if (copies.size() < MOST) {
            return Optional.empty();
        }
        Optional<Key> oldest = copies.keySet().stream()
                .filter(key -> !needed.test(key))
                .min(Comparator.comparingLong(key -> copies.get(key).idleSince(now)));
        oldest.ifPresent(copies::remove);
        return oldest;
    }
}
