package io.kpool.operator.live;

import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.CallerSession;
import io.kpool.pool.Pid;
import io.kpool.pool.ProcessView;
import io.kpool.pool.SessionId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What there is while this process leads: its pools, and its callers' sessions. Lives on the loop. */
record Leading(
        LivePools pools,
        LatePools late,
        Loop loop,
        NamespaceSessions sessions,
        Followers followers,
        Switchboards boards,
        Directories directories) {

    static Leading since(long epoch, LivePools pools, Set<PoolKey> inherited, DirectoryParts parts) {
        Loop loop = parts.loop();
        LatePools late = new LatePools(pools, loop);
        NamespaceSessions sessions = new NamespaceSessions(epoch, loop.nowMillis());
        Switchboards boards = new Switchboards(pools, late, loop, new SessionParties(sessions, loop));
        Directories directories = new Directories(
                pools, new Wholeness(pools, late, loop, inherited), new DirectoryParties(boards, sessions), parts);
        return new Leading(pools, late, loop, sessions, new Followers(pools), boards, directories);
    }

    CallerSession<LiveSession> begin(String namespace) {
        CallerSession<LiveSession> session =
                sessions.of(namespace).begin(session(namespace).get(), loop.nowMillis());
        return known(session);
    }

    /** Of a request that its caller gave a name, for which that number stands. */
    CallerSession<LiveSession> named(long name, String namespace) {
        return known(sessions.of(namespace).named(name, session(namespace), loop.nowMillis()));
    }

    Optional<CallerSession<LiveSession>> resume(SessionId id, String namespace) {
        return sessions.of(namespace)
                .resume(id, session(namespace), loop.nowMillis())
                .map(Leading::known);
    }

    Optional<CallerSession<LiveSession>> expect(SessionId id, PoolKey pool) {
        return sessions.of(pool.namespace())
                .expect(id, session(pool.namespace()), loop.nowMillis())
                .map(Leading::known);
    }

    /** When a process started, in Unix milliseconds; that is now if its pool does not know it any more. */
    long startedMillis(PoolKey pool, Pid pid) {
        return pools.read(pool, master -> master.views(loop.nowMillis()).process(pid))
                .flatMap(Function.identity())
                .map(ProcessView::startedMillis)
                .orElseGet(loop::nowMillis);
    }

    /** More is known: what waited for that goes on. */
    void settle() {
        boards.settle();
    }

    /** Time passed. */
    void tick() {
        sessions.tick(loop.nowMillis()).forEach(session -> session.actions().expired());
        boards.settle();
        directories.tick();
    }

    private Supplier<LiveSession> session(String namespace) {
        return () -> new LiveSession(namespace, this);
    }

    private static CallerSession<LiveSession> known(CallerSession<LiveSession> session) {
        session.actions().of(session);
        return session;
    }
}
