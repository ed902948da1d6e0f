package io.kpool.operator.live;

import io.kpool.pool.AnswerRoom;
import io.kpool.pool.CallerSession;
import io.kpool.pool.SessionId;
import io.kpool.pool.Sessions;
import io.kpool.pool.Switchboard.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The callers' sessions, namespace by namespace: in any other a session is one that never was. Lives on the loop. */
final class NamespaceSessions {
    private final long epoch;
    private final long servingSinceMillis;
    private final Map<String, Sessions<LiveSession>> namespaces = new HashMap<>();
    private final AnswerRoom room = new AnswerRoom();
    private long begun;

    NamespaceSessions(long epoch, long nowMillis) {
        this.epoch = epoch;
        this.servingSinceMillis = nowMillis;
    }

    /** Of this leader. */
    long epoch() {
        return epoch;
    }

    Sessions<LiveSession> of(String namespace) {
        return namespaces.computeIfAbsent(
                namespace, any -> new Sessions<>(epoch, servingSinceMillis, () -> ++begun, room));
    }

    /** What a session is to the others of that namespace. */
    Standing standing(String namespace, SessionId id, long nowMillis) {
        Sessions<LiveSession> sessions = of(namespace);
        boolean isParty = sessions.find(id)
                .map(session -> session.actions().listener().isParty())
                .orElse(true);
        return isParty ? sessions.standing(id, nowMillis) : Standing.OVER;
    }

    /** Time passed; the sessions whose callers were given up by that. */
    List<CallerSession<LiveSession>> tick(long nowMillis) {
        List<CallerSession<LiveSession>> expired = new ArrayList<>();
        namespaces.values().forEach(sessions -> expired.addAll(sessions.tick(nowMillis)));
        // Whoever has a token may name any namespace.
        namespaces.values().removeIf(Sessions::isEmpty);
        return expired;
    }
}
