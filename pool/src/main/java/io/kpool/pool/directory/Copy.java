package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A {@link Replica} that one thread writes and any thread reads: a reading costs a look, but the first after a change. */
public final class Copy {
    private final Replica replica;
    private final Predicate<Party> here;
    private volatile boolean complete;
    // Null: it has changed since it was looked at.
    private volatile View view;
    private volatile boolean wasRead;
    // Of the one that writes.
    private long idleSince;

    Copy(Key key, Predicate<Party> here, long now) {
        this.replica = new Replica(key);
        this.here = here;
        this.idleSince = now;
    }

    /** Whether there is something to be read. */
    public boolean isComplete() {
        return complete;
    }

    /** Who stands there, as far as is known here. */
    public View view() {
        if (!wasRead) {
            wasRead = true;
        }
        View known = view;
        return known == null ? look() : known;
    }

    private synchronized View look() {
        if (view == null) {
            view = replica.state().view(here);
        }
        return view;
    }

    /** {@link Replica#interrupted}. */
    public synchronized void interrupted() {
        replica.interrupted();
    }

    /** {@link Replica#page}. */
    public synchronized void page(Map<Party, Integer> counts) {
        replica.page(counts);
    }

    /** {@link Replica#lastPage}. */
    public synchronized List<Change> lastPage(boolean exists, Map<Party, Integer> counts) {
        List<Change> differences = replica.lastPage(exists, counts);
        view = null;
        complete = true;
        return differences;
    }

    /** {@link Replica#apply}. */
    public synchronized void apply(Change change) {
        replica.apply(change);
        view = null;
    }

    /** Since when nobody has read it, as far as was looked: at least, and no more than one look too little. */
    long idleSince(long now) {
        if (wasRead) {
            wasRead = false;
            idleSince = now;
        }
        return idleSince;
    }
}
