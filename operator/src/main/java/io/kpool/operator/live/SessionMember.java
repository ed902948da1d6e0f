package io.kpool.operator.live;

import io.kpool.operator.security.Permission;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.RequestFailure;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.ExitReason;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A caller on its session's newest stream. Lives on the loop. */
final class SessionMember implements CallerStream.Member, LiveSession.Listener {
    /** Requests that may have neither a process nor a failure: it bounds memory, and not work. */
    static final int CREDIT = 8 * 1024;

    private static final int MOST_POOLS = 1_000;

    private final Leading leading;
    private final CallerSession<LiveSession> session;
    private final CallerStream stream;
    private final SessionFrames out;
    private final Function<Permission, Access> accesses;
    private final Map<String, Access> spawning = new HashMap<>();

    SessionMember(
            Leading leading,
            CallerSession<LiveSession> session,
            CallerStream stream,
            Function<Permission, Access> accesses) {
        this.leading = leading;
        this.session = session;
        this.stream = stream;
        this.out = new SessionFrames(stream.observer(), leading.loop()::execute);
        this.accesses = accesses;
    }

    SessionFrames out() {
        return out;
    }

    /** Takes the session over from whatever stream had it. */
    void join(long highestSent) {
        if (session.actions().listener() instanceof SessionMember former) {
            former.stream.refuse(ErrorKind.UNAVAILABLE, "a newer stream of this session came");
        }
        session.actions().listener(this);
        session.connected(highestSent, leading.loop().nowMillis());
        stream.join(this, out);
    }

    @Override
    public void received(CallerFrame frame) {
        if (frame.getLowestOpen() > 0) {
            session.lowestOpen(frame.getLowestOpen());
        }
        for (int i = 0; i < frame.getSpawnCount(); i++) {
            spawn(frame.getSpawn(i));
        }
        if (session.unanswered() > CREDIT) {
            throw new IllegalArgumentException("more than " + CREDIT + " requests are unanswered");
        }
        if (frame.getClose()) {
            close();
        }
    }

    @Override
    public void disconnected() {
        session.actions().listener(LiveSession.Listener.NOBODY);
        session.disconnected(leading.loop().nowMillis());
    }

    @Override
    public void told(long number, Answer answer) {
        out.tell(number, answer);
        if (out.isStuck()) {
            leading.loop().execute(() -> stream.expel(ErrorKind.UNAVAILABLE, "the caller does not read"));
        }
    }

    private void spawn(SpawnRequest request) {
        if (session.knows(request.getNumber())) {
            session.actions().spawn(request);
            return;
        }
        Access access = access(request.getPool());
        access.check(verdict -> {
            switch (verdict) {
                case ALLOWED -> session.actions().spawn(request);
                case FORBIDDEN ->
                    session.actions()
                            .reject(request.getNumber(), RequestFailure.FORBIDDEN, "needs " + access.permission());
                case UNANSWERED ->
                    session.actions()
                            .reject(
                                    request.getNumber(),
                                    RequestFailure.UNAVAILABLE,
                                    "the API server cannot be asked for the caller's permission");
                case UNAUTHENTICATED ->
                    stream.expel(ErrorKind.UNAUTHENTICATED, "the caller's token is not valid any more");
            }
        });
    }

    private Access access(String pool) {
        Access known = spawning.get(pool);
        if (known != null) {
            return known;
        }
        if (spawning.size() == MOST_POOLS) {
            throw new IllegalArgumentException("a session asks for at most " + MOST_POOLS + " pools");
        }
        Access access = accesses.apply(
                new Permission("create", "spawn", session.actions().namespace(), pool));
        spawning.put(pool, access);
        return access;
    }

    private void close() {
        session.actions().listener(LiveSession.Listener.NOBODY);
        leading.sessions().close(session.id(), leading.loop().nowMillis());
        out.end(Ended.newBuilder().setReason(ExitReason.NORMAL).build());
        stream.leave();
    }
}
