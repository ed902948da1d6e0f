package io.kpool.pool.directory;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.WorkerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The groups and names of one namespace, on its leader. Which groups there are is declared; how often a process stands
 * under a key is what its worker has recorded, and of a session what its caller was told: a new leader learns it from
 * them, and nobody joins again. Pure; one thread calls.
 */
public final class Directory {
    /** Groups and names that one party stands under. */
    public static final int MOST_KEYS = 200;

    /** How often one party stands under one of them. */
    public static final int MOST_TIMES = 1_000;

    /** Of what one change tells: more come as several. */
    static final int MOST_AT_ONCE = 5_000;

    private final Port port;
    // The uids of the groups that there are.
    private final SortedMap<String, String> groups = new TreeMap<>();
    private final Map<Key, KeyState> states = new HashMap<>();
    private final Map<Party, Map<Key, Integer>> keys = new HashMap<>();
    private final Map<Place, Set<Pid>> places = new HashMap<>();

    /** What is to be told, at once and in the order said. */
    public interface Port {
        /** To the party's worker, or the session's caller: how often it stands there now. */
        void recorded(Party party, Membership now);

        /** To whoever has a copy of that key, or watches it. */
        void changed(Key key, Change change);
    }

    private record Place(String pool, WorkerId worker) {}

    public Directory(Port port) {
        this.port = port;
    }

    /** Whether nothing is to be known of the namespace. */
    public boolean isEmpty() {
        return states.isEmpty() && groups.isEmpty();
    }

    public int groupCount() {
        return groups.size();
    }

    /** Of names under which somebody is registered. */
    public int nameCount() {
        return states.size() - groups.size();
    }

    /**
     * There is a group of that name. All that there are have to be declared before it is said what workers have.
     *
     * @param uid under another one a group of that name is another, without those that joined the former
     */
    public void declare(String group, String uid) {
        String former = groups.get(group);
        if (uid.equals(former)) {
            return;
        }
        if (former != null) {
            withdraw(group);
        }
        groups.put(group, uid);
        Key key = Key.group(group);
        begin(key).created(true);
        port.changed(key, new Change.Created());
    }

    /** {@code pg2:delete/1}: whoever was in it is so no longer, and else unharmed. */
    public void withdraw(String group) {
        String uid = groups.remove(group);
        if (uid == null) {
            return;
        }
        Key key = Key.group(group);
        KeyState state = states.remove(key);
        port.changed(key, new Change.Deleted());
        for (Party party : List.copyOf(state.counts().keySet())) {
            forget(party, key);
            port.recorded(party, new Membership(key, uid, 0));
        }
    }

    public boolean isDeclared(String group) {
        return groups.containsKey(group);
    }

    /** The uid of a group; empty: there is none. */
    public Optional<String> uid(String group) {
        return Optional.ofNullable(groups.get(group));
    }

    /** {@code pg2:which_groups/0}, in order. */
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    /** Why a party may not stand there once more, whoever asks for it; empty: it may. */
    public Optional<String> refusal(Party party, Key key) {
        Map<Key, Integer> of = keys.getOrDefault(party, Map.of());
        if (!of.containsKey(key) && of.size() >= MOST_KEYS) {
            return Optional.of(party + " stands under " + MOST_KEYS + " groups and names, and may not under more");
        }
        return of.getOrDefault(key, 0) >= MOST_TIMES
                ? Optional.of(party + " stands " + MOST_TIMES + " times under " + key + ", and may not more often")
                : Optional.empty();
    }

    /**
     * {@code pg2:join/2} or Distribunator's {@code register/2}, once more than before. Of one that is there.
     *
     * @return whether it stands there; not: there is no such group
     */
    public boolean join(Party party, Key key) {
        if (lacks(key)) {
            return false;
        }
        int count = count(party, key) + 1;
        put(party, key, count);
        port.changed(key, new Change.Joined(List.of(party)));
        port.recorded(party, membership(key, count));
        return true;
    }

    /**
     * {@code pg2:leave/2}, once of the times that it joined; who has not joined need not leave.
     *
     * @return whether there is such a group
     */
    public boolean leave(Party party, Key key) {
        if (lacks(key)) {
            return false;
        }
        int count = count(party, key) - 1;
        if (count >= 0) {
            put(party, key, count);
            port.changed(key, new Change.Left(List.of(party), LeaveReason.BY_REQUEST));
            port.recorded(party, membership(key, count));
        }
        return true;
    }

    /** It ended: one change for each time that it stood somewhere, as {@code pg} has it. */
    public void ended(Party party) {
        Map<Key, Integer> of = keys.get(party);
        if (of == null) {
            return;
        }
        Map.copyOf(of).forEach((key, count) -> {
            put(party, key, 0);
            Change once = new Change.Left(List.of(party), LeaveReason.EXITED);
            Collections.nCopies(count, once).forEach(change -> port.changed(key, change));
        });
    }

    /** All that ran on a worker is over: one change for each key, or for every {@value #MOST_AT_ONCE} that were there. */
    public void lost(String pool, WorkerId worker) {
        Map<Key, List<Party>> gone = new HashMap<>();
        for (Pid pid : List.copyOf(places.getOrDefault(new Place(pool, worker), Set.of()))) {
            Map.copyOf(keys.get(pid)).forEach((key, count) -> {
                gone.computeIfAbsent(key, any -> new ArrayList<>()).addAll(Collections.nCopies(count, pid));
                put(pid, key, 0);
            });
        }
        gone.forEach((key, parties) -> {
            parties.sort(Party.ORDER);
            for (int from = 0; from < parties.size(); from += MOST_AT_ONCE) {
                List<Party> part = parties.subList(from, Math.min(from + MOST_AT_ONCE, parties.size()));
                port.changed(key, new Change.Left(part, LeaveReason.WORKER_LOST));
            }
        });
    }

    /**
     * A worker says all that its processes stand under: that counts, whatever was thought here before.
     *
     * @param said of each that runs; those that it says nothing of have ended
     */
    public void inventory(String pool, WorkerId worker, Map<Pid, List<Membership>> said) {
        for (Pid pid : List.copyOf(places.getOrDefault(new Place(pool, worker), Set.of()))) {
            if (!said.containsKey(pid)) {
                ended(pid);
            }
        }
        said.forEach(this::recorded);
    }

    /** What a party's worker, or a session's caller, has recorded of it; of what it does not say it is no member. */
    public void recorded(Party party, List<Membership> said) {
        Map<Key, Integer> counts = new HashMap<>();
        for (Membership one : said) {
            if (isCurrent(one)) {
                counts.put(one.key(), Math.min(one.count(), MOST_TIMES));
            } else {
                // Of a group that is no more: it is to be forgotten there too.
                port.recorded(party, new Membership(one.key(), one.groupUid(), 0));
            }
        }
        Set<Key> all = new HashSet<>(counts.keySet());
        all.addAll(keys.getOrDefault(party, Map.of()).keySet());
        all.forEach(key -> correct(party, key, counts.getOrDefault(key, 0)));
    }

    private boolean isCurrent(Membership said) {
        return said.key().kind() == Key.Kind.NAME
                || said.groupUid().equals(groups.get(said.key().text()));
    }

    private void correct(Party party, Key key, int count) {
        int before = count(party, key);
        if (count == before) {
            return;
        }
        put(party, key, count);
        List<Party> difference = Collections.nCopies(Math.abs(count - before), party);
        port.changed(
                key,
                count > before ? new Change.Joined(difference) : new Change.Left(difference, LeaveReason.BY_REQUEST));
    }

    /** Who stands there, to be read and not to be kept. */
    public KeyState state(Key key) {
        KeyState known = states.get(key);
        return known == null ? new KeyState(key) : known;
    }

    /** All names under which somebody is registered, in order, with the pids in order, each as often as it was. */
    public SortedMap<String, List<Party>> registry() {
        SortedMap<String, List<Party>> names = new TreeMap<>();
        states.forEach((key, state) -> {
            if (isName(key)) {
                names.put(key.text(), state.inOrder());
            }
        });
        return names;
    }

    /** What a party stands under; in no order. */
    public List<Membership> memberships(Party party) {
        return keys.getOrDefault(party, Map.of()).entrySet().stream()
                .map(entry -> membership(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Membership membership(Key key, int count) {
        return new Membership(key, isName(key) ? "" : groups.getOrDefault(key.text(), ""), count);
    }

    private boolean lacks(Key key) {
        return !isName(key) && !groups.containsKey(key.text());
    }

    private static boolean isName(Key key) {
        return key.kind() == Key.Kind.NAME;
    }

    private int count(Party party, Key key) {
        return keys.getOrDefault(party, Map.of()).getOrDefault(key, 0);
    }

    private KeyState begin(Key key) {
        KeyState state = new KeyState(key);
        states.put(key, state);
        return state;
    }

    private void put(Party party, Key key, int count) {
        if (count == 0) {
            remove(party, key);
        } else {
            KeyState state = states.get(key);
            (state == null ? begin(key) : state).set(party, count);
            keys.computeIfAbsent(party, any -> new HashMap<>(2)).put(key, count);
            place(party)
                    .ifPresent(place -> places.computeIfAbsent(place, any -> new HashSet<>())
                            .add((Pid) party));
        }
    }

    private void remove(Party party, Key key) {
        KeyState state = states.get(key);
        if (state != null) {
            state.set(party, 0);
            if (!state.exists()) {
                // Nobody is registered under it: there is no such name any more.
                states.remove(key);
            }
        }
        forget(party, key);
    }

    private void forget(Party party, Key key) {
        Map<Key, Integer> of = keys.get(party);
        if (of == null) {
            return;
        }
        of.remove(key);
        if (of.isEmpty()) {
            keys.remove(party);
            place(party)
                    .ifPresent(place -> places.computeIfPresent(place, (any, pids) -> {
                        pids.remove((Pid) party);
                        return pids.isEmpty() ? null : pids;
                    }));
        }
    }

    private static Optional<Place> place(Party party) {
        return party instanceof Pid pid ? Optional.of(new Place(pid.pool(), pid.worker())) : Optional.empty();
    }
}
