package io.kpool.pool.directory;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Who stood under a key at one moment, and how that is read: on the leader as in every worker that has a copy. From any
 * thread; what was read once is not put together again.
 */
public final class View {
    private final Key key;
    private final boolean exists;
    private final List<Party> all;
    private final Predicate<Party> here;
    // Several threads may make the same of them; whose is kept does not matter. Null: not yet.
    private volatile List<Party> local;
    private volatile Found texts;
    private volatile Found localTexts;
    private volatile Found nodes;

    /**
     * @param all in the order of pids, each as often as it stands there; never changed
     * @param here what counts as local
     */
    View(Key key, boolean exists, List<Party> all, Predicate<Party> here) {
        this.key = key;
        this.exists = exists;
        this.all = all;
        this.here = here;
    }

    /** Of a group: it was created. Of a name: somebody is registered. */
    public boolean exists() {
        return exists;
    }

    /** All, in the order of pids, each as often as it stands there. */
    public List<Party> parties() {
        return all;
    }

    /** Answers one question. */
    public Found read(Reading reading, RandomGenerator random) {
        if (key.kind() == Key.Kind.GROUP && !exists) {
            return new Found.Nothing(DirectoryError.NO_SUCH_GROUP);
        }
        return switch (reading) {
            case GET_MEMBERS, ALL_PIDS_OF -> texts = kept(texts, () -> all);
            case GET_LOCAL_MEMBERS -> localTexts = kept(localTexts, this::local);
            case GET_CLOSEST_PID -> one(Members.any(closest(), random), DirectoryError.NO_PROCESS);
            case PID_OF -> one(Members.any(all, random), DirectoryError.NO_PID);
            case ALL_NODES_OF -> nodes = kept(nodes, this::nodes);
        };
    }

    private static Found kept(Found known, Supplier<List<?>> otherwise) {
        return known == null
                ? new Found.Texts(otherwise.get().stream().map(Object::toString).toList())
                : known;
    }

    private List<Party> closest() {
        List<Party> near = local();
        return near.isEmpty() ? all : near;
    }

    private List<Party> local() {
        List<Party> known = local;
        if (known == null) {
            known = all.stream().filter(here).toList();
            local = known;
        }
        return known;
    }

    private List<Node> nodes() {
        return all.stream()
                .filter(Pid.class::isInstance)
                .map(party -> Node.of((Pid) party))
                .distinct()
                .toList();
    }

    private static Found one(Optional<Party> found, DirectoryError none) {
        return found.<Found>map(party -> new Found.Texts(List.of(party.toString())))
                .orElseGet(() -> new Found.Nothing(none));
    }
}
