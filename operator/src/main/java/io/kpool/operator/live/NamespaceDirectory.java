package io.kpool.operator.live;

import io.kpool.operator.agent.MembershipWire;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.Unrecorded.Home;
import io.kpool.operator.live.Unrecorded.Step;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.SessionId;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Directory;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups and names of one namespace, and who is told of them. Lives on the loop. */
final class NamespaceDirectory implements Directory.Port {
    private final String namespace;
    private final Told told;
    private final Directory directory = new Directory(this);
    private final Copies copies = new Copies();
    private final Unrecorded unrecorded;
    // Of earlier leaders, which have said here where they stand.
    private final Set<SessionId> returned = new HashSet<>();
    // What is being done now, and for whom.
    private int step;
    private Runnable done = Unrecorded.NOBODY;

    /** Who else hears of changes. */
    interface Told {
        /** To the session's caller. */
        void recorded(String namespace, SessionId session, io.kpool.protocol.process.Membership now);

        void changed(String namespace, String group);
    }

    NamespaceDirectory(String namespace, Unrecorded unrecorded, Told told) {
        this.namespace = namespace;
        this.unrecorded = unrecorded;
        this.told = told;
    }

    Directory directory() {
        return directory;
    }

    Copies copies() {
        return copies;
    }

    boolean isIdle() {
        return directory.isEmpty() && copies.isEmpty() && returned.isEmpty();
    }

    @Override
    public void recorded(Party party, Membership now) {
        switch (party) {
            case Pid pid -> {
                Runnable waits = done;
                done = Unrecorded.NOBODY;
                unrecorded.tell(home(pid), new Step(pid, now, step, waits));
            }
            case SessionId session -> told.recorded(namespace, session, MembershipWire.write(now));
        }
    }

    @Override
    public void changed(Key key, Change change) {
        copies.changed(key, change);
        if (key.kind() == Key.Kind.GROUP) {
            told.changed(namespace, key.text());
        }
    }

    /**
     * Joins and leaves.
     *
     * @param change 1 or -1
     * @param after is run when that is recorded, or there is nothing to record
     * @return whether there is such a group
     */
    boolean change(Party party, Key key, int change, Runnable after) {
        step = change;
        done = after;
        boolean isThere = change > 0 ? directory.join(party, key) : directory.leave(party, key);
        Runnable waits = done;
        done = Unrecorded.NOBODY;
        // Nobody has to record it: of a session, or of one that had not joined.
        if (isThere) {
            waits.run();
        }
        return isThere;
    }

    void ended(Party party) {
        directory.ended(party);
        switch (party) {
            case Pid pid -> unrecorded.ended(home(pid), pid);
            case SessionId session -> returned.remove(session);
        }
    }

    void lost(Home home) {
        copies.remove(home);
        directory.lost(home.pool().name(), home.worker());
        unrecorded.lost(home);
    }

    /** A worker has said all that it has, on a new stream. */
    void inventory(Home home, Map<Pid, Map<Membership, Integer>> said) {
        List<Step> again = unrecorded.again(home, said);
        Map<Pid, List<Membership>> stands = new HashMap<>();
        said.forEach((pid, of) -> {
            List<Membership> counts = new ArrayList<>();
            of.forEach((where, count) -> counts.add(where.withCount(count)));
            stands.put(pid, counts);
        });
        directory.inventory(home.pool().name(), home.worker(), stands);
        again.forEach(one -> tellAgain(home, one));
    }

    private void tellAgain(Home home, Step missed) {
        Membership now = missed.now();
        boolean isOfThisGroup = now.key().kind() == Key.Kind.NAME
                || directory
                        .uid(now.key().text())
                        .filter(now.groupUid()::equals)
                        .isPresent();
        if (isOfThisGroup) {
            unrecorded.tell(home, missed);
        } else {
            missed.done().run();
        }
    }

    /** What was recorded with a process's first moment. */
    void began(Pid pid, List<Membership> memberships) {
        directory.recorded(pid, memberships);
    }

    boolean hasReturned(SessionId session) {
        return returned.contains(session);
    }

    /** A session of an earlier leader says where it stands: that counts. */
    void returned(SessionId session, List<Membership> said) {
        returned.add(session);
        directory.recorded(session, said);
    }

    /** A session of this leader is back, and may have missed something. */
    void remind(SessionId session, List<Membership> said) {
        Set<Key> current = new HashSet<>();
        for (Membership now : directory.memberships(session)) {
            current.add(now.key());
            recorded(session, now);
        }
        said.stream().filter(one -> !current.contains(one.key())).forEach(gone -> recorded(session, gone.withCount(0)));
    }

    private Home home(Pid pid) {
        return new Home(new PoolKey(namespace, pid.pool()), pid.worker());
    }
}
