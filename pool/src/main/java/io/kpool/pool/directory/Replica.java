package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A worker's copy of one key: first a snapshot, in pages, then every change after it. A later snapshot, of the next
 * stream, replaces the copy all at once: until it is complete the former one is read. Pure; one thread writes.
 */
public final class Replica {
    private final KeyState state;
    private final Map<Party, Integer> pages = new LinkedHashMap<>();
    private boolean complete;

    public Replica(Key key) {
        this.state = new KeyState(key);
    }

    /** Whether there is something to be read: a snapshot has been complete once. */
    public boolean isComplete() {
        return complete;
    }

    public KeyState state() {
        return state;
    }

    /** A new stream begins: half a snapshot of the former one is nothing. */
    public void interrupted() {
        pages.clear();
    }

    /** A page of a snapshot, not its last. */
    public void page(Map<Party, Integer> counts) {
        pages.putAll(counts);
    }

    /**
     * The last page of a snapshot.
     *
     * @return what has changed since the copy was last right, unless this is its first snapshot; why parties left is not
     *     known then, and said to be their end
     */
    public List<Change> lastPage(boolean exists, Map<Party, Integer> counts) {
        pages.putAll(counts);
        List<Change> differences = complete ? differences(exists) : List.of();
        state.clear();
        state.created(exists);
        pages.forEach(state::set);
        pages.clear();
        complete = true;
        return differences;
    }

    /** A change after the snapshot; what comes before one is in it. */
    public void apply(Change change) {
        if (complete) {
            state.apply(change);
        }
    }

    private List<Change> differences(boolean exists) {
        List<Change> changes = new ArrayList<>();
        boolean existed = state.exists();
        boolean isGroup = state.key().kind() == Key.Kind.GROUP;
        if (isGroup && existed && !exists) {
            return List.of(new Change.Deleted());
        }
        if (isGroup && !existed && exists) {
            changes.add(new Change.Created());
        }
        List<Party> left = surplus(state.counts(), pages);
        List<Party> joined = surplus(pages, state.counts());
        if (!left.isEmpty()) {
            changes.add(new Change.Left(left, LeaveReason.EXITED));
        }
        if (!joined.isEmpty()) {
            changes.add(new Change.Joined(joined));
        }
        return changes;
    }

    private static List<Party> surplus(Map<Party, Integer> of, Map<Party, Integer> over) {
        List<Party> more = new ArrayList<>();
        of.forEach((party, count) ->
                more.addAll(Collections.nCopies(Math.max(0, count - over.getOrDefault(party, 0)), party)));
        return more;
    }
}
