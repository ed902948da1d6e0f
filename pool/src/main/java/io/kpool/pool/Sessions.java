package io.kpool.pool;

import io.kpool.pool.Switchboard.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The callers of one leader in one namespace, with those that it has from earlier ones: whoever comes back within the afterlife of its
 * session finds it, under a new leader counted from when that begins to serve.
 *
 * @param <A> what carries out a session's decisions
 */
public final class Sessions<A extends SessionActions> {
    /** Of no leader, and earlier than all: a session that does not come from a leader's count. */
    private static final long NAMED_EPOCH = 1;

    private static final long ONLY_REQUEST = 1;

    private final long epoch;
    private final long servingSinceMillis;
    private final Map<SessionId, CallerSession<A>> sessions = new HashMap<>();
    private final LongSupplier numbers;
    private final AnswerRoom room;

    /**
     * @param numbers counts the sessions that this leader begins, from 1
     * @param room for the answers of all its sessions, in whatever namespace
     */
    public Sessions(long epoch, long servingSinceMillis, LongSupplier numbers, AnswerRoom room) {
        this.epoch = epoch;
        this.servingSinceMillis = servingSinceMillis;
        this.numbers = numbers;
        this.room = room;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return sessions.isEmpty();
    }

    public CallerSession<A> begin(A actions, long nowMillis) {
        CallerSession<A> session =
                CallerSession.begun(new SessionId(epoch, numbers.getAsLong()), actions, room, nowMillis);
        sessions.put(session.id(), session);
        return session;
    }

    /**
     * The session of a single request, number 1, that its caller gave a name and may ask for again, under a new leader
     * too: what that leader does not know of, it asks the pool about, while callers may still come back from the former.
     *
     * @param name a positive number that stands for it
     */
    public CallerSession<A> named(long name, Supplier<A> actions, long nowMillis) {
        SessionId id = new SessionId(NAMED_EPOCH, name);
        CallerSession<A> session = sessions.computeIfAbsent(
                id,
                any -> isExpecting(nowMillis)
                        ? CallerSession.expected(id, actions.get(), room, servingSinceMillis)
                        : CallerSession.begun(id, actions.get(), room, nowMillis));
        if (!session.isDone(ONLY_REQUEST)) {
            session.connected(ONLY_REQUEST, nowMillis);
        }
        return session;
    }

    /** The session that its caller wants to go on with; empty: it is over. */
    public Optional<CallerSession<A>> resume(SessionId id, Supplier<A> actions, long nowMillis) {
        CallerSession<A> known = sessions.get(id);
        if (known == null && id.epoch() < epoch && isExpecting(nowMillis)) {
            known = CallerSession.expected(id, actions.get(), room, servingSinceMillis);
            sessions.put(id, known);
        }
        return Optional.ofNullable(known).filter(CallerSession::isAlive);
    }

    /** The session of a process that a worker has from before; empty: it was closed, and its end is of no interest. */
    public Optional<CallerSession<A>> expect(SessionId id, Supplier<A> actions, long nowMillis) {
        if (id.epoch() < epoch && !sessions.containsKey(id)) {
            sessions.put(
                    id,
                    isExpecting(nowMillis)
                            ? CallerSession.expected(id, actions.get(), room, servingSinceMillis)
                            : CallerSession.expired(id, actions.get(), room, nowMillis));
        }
        return find(id);
    }

    public Optional<CallerSession<A>> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Whether that name is known to this leader. */
    public boolean isNamed(long name) {
        return sessions.containsKey(new SessionId(NAMED_EPOCH, name));
    }

    /** Whether a session's caller is there, or may still come; that of a named request is nobody to talk to. */
    public Standing standing(SessionId id, long nowMillis) {
        if (id.epoch() == NAMED_EPOCH) {
            return Standing.OVER;
        }
        CallerSession<A> known = sessions.get(id);
        if (known != null) {
            return known.isAlive() ? Standing.THERE : Standing.OVER;
        }
        return id.epoch() < epoch && isExpecting(nowMillis) ? Standing.UNKNOWN : Standing.OVER;
    }

    /** Its caller goes, at once and in order. */
    public void close(SessionId id, long nowMillis) {
        CallerSession<A> session = sessions.remove(id);
        if (session != null) {
            session.close(nowMillis);
        }
    }

    /** Time passed, to be called every second or so; the sessions whose callers were given up by that. */
    public List<CallerSession<A>> tick(long nowMillis) {
        List<CallerSession<A>> expired = new ArrayList<>();
        for (CallerSession<A> session : List.copyOf(sessions.values())) {
            if (session.expire(nowMillis)) {
                expired.add(session);
            }
            if (session.isGone(nowMillis)) {
                close(session.id(), nowMillis);
            }
        }
        return expired;
    }

    private boolean isExpecting(long nowMillis) {
        return nowMillis - servingSinceMillis < CallerSession.AFTERLIFE_MILLIS;
    }
}
