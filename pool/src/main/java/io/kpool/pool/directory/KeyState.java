package io.kpool.pool.directory;

import io.kpool.pool.Party;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Who stands under one key, and how that is read: on the leader as in every worker that has a copy. */
public final class KeyState {
    private final Key key;
    private final Members members = new Members();
    private boolean created;

    public KeyState(Key key) {
        this.key = key;
    }

    public Key key() {
        return key;
    }

    /** Of a group: it was created. Of a name: somebody is registered. */
    public boolean exists() {
        return key.kind() == Key.Kind.NAME ? !members.isEmpty() : created;
    }

    /** How often each stands there, in the order of pids; not to be kept. */
    public Map<Party, Integer> counts() {
        return members.counts();
    }

    /** A group, created or not. */
    void created(boolean isCreated) {
        created = isCreated;
    }

    void set(Party party, int count) {
        members.set(party, count);
    }

    int count(Party party) {
        return members.count(party);
    }

    List<Party> inOrder() {
        return members.inOrder();
    }

    void clear() {
        members.clear();
    }

    /** The same as whoever tells of it saw. */
    void apply(Change change) {
        switch (change) {
            case Change.Joined(var parties) -> parties.forEach(party -> set(party, count(party) + 1));
            case Change.Left(var parties, var reason) ->
                parties.forEach(party -> set(party, Math.max(0, count(party) - 1)));
            case Change.Created() -> created(true);
            case Change.Deleted() -> {
                created(false);
                clear();
            }
        }
    }

    /**
     * Answers one question.
     *
     * @param here what counts as local
     */
    public Found read(Reading reading, Predicate<Party> here, RandomGenerator random) {
        return view(here).read(reading, random);
    }

    /**
     * As it is now, to be kept and read from any thread.
     *
     * @param here what counts as local
     */
    public View view(Predicate<Party> here) {
        return new View(key, exists(), members.inOrder(), here);
    }
}
