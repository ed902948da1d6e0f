package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.CallerSession;
import io.kpool.pool.SessionId;
import io.kpool.pool.Sessions;
import java.util.Optional;
import java.util.function.Supplier;

/** What there is while this process leads: its pools, and its callers' sessions. Lives on the loop. */
record Leading(LivePools pools, LatePools late, Loop loop, Sessions<LiveSession> sessions) {

    static Leading since(long epoch, LivePools pools, Loop loop) {
        return new Leading(pools, new LatePools(pools, loop), loop, new Sessions<>(epoch, loop.nowMillis()));
    }

    CallerSession<LiveSession> begin(String namespace) {
        CallerSession<LiveSession> session = sessions.begin(session(namespace).get(), loop.nowMillis());
        return known(session);
    }

    Optional<CallerSession<LiveSession>> resume(SessionId id, String namespace) {
        return sessions.resume(id, session(namespace), loop.nowMillis()).map(Leading::known);
    }

    Optional<CallerSession<LiveSession>> expect(SessionId id, PoolKey pool) {
        return sessions.expect(id, session(pool.namespace()), loop.nowMillis()).map(Leading::known);
    }

    private Supplier<LiveSession> session(String namespace) {
        return () -> new LiveSession(namespace, this);
    }

    private static CallerSession<LiveSession> known(CallerSession<LiveSession> session) {
        session.actions().of(session);
        return session;
    }
}
