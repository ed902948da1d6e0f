package io.kpool.operator.live;

import io.kpool.operator.live.Access.Verdict;
import io.kpool.operator.security.Permission;
import io.kpool.operator.stream.OpenedStream;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.ExitHandling;
import io.kpool.pool.ExitReason;
import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.RequestFailure;
import io.kpool.pool.Switchboard;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.Output;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;
import java.util.Optional;

/** A caller on its session's newest stream. Lives on the loop. */
final class SessionMember implements OpenedStream.Member<CallerFrame>, SessionListener {
    /** Requests that may have neither a process nor a failure: it bounds memory, and not work. */
    static final int CREDIT = 8 * 1024;

    private final Leading leading;
    private final CallerSession<LiveSession> session;
    private final LiveSession live;
    private final CallerStream stream;
    private final SessionFrames out;
    private final Rights rights;
    // Requests that wait until it is known whether the caller may.
    private int inReview;

    SessionMember(Leading leading, CallerSession<LiveSession> session, CallerStream stream, Rights rights) {
        this.leading = leading;
        this.session = session;
        this.live = session.actions();
        this.stream = stream;
        this.out = new SessionFrames(stream.observer(), leading.loop()::execute);
        this.rights = rights;
    }

    SessionFrames out() {
        return out;
    }

    /** Takes the session over from whatever stream had it. */
    void join(Open open) {
        if (live.listener() instanceof SessionMember former) {
            former.stream.refuse(ErrorKind.UNAVAILABLE, "a newer stream of this session came");
        }
        live.listener(this);
        live.handling(open.getTrapExit() ? ExitHandling.TRAPPED : ExitHandling.UNTRAPPED);
        session.connected(open.getHighestSent(), leading.loop().nowMillis());
        stream.join(this, out);
    }

    /** After it was welcomed: what waited for it, and what it knows to be linked with. */
    void remember(Open open) {
        leading.directories().came(live.namespace(), session.id(), open.getMembershipList());
        live.deliver();
        for (String link : open.getLinkList()) {
            party(link).ifPresent(partner -> board().remember(session.id(), partner));
        }
    }

    @Override
    public void received(CallerFrame frame) {
        if (frame.getLowestOpen() > 0) {
            session.lowestOpen(frame.getLowestOpen());
        }
        for (int i = 0; i < frame.getSpawnCount(); i++) {
            spawn(frame.getSpawn(i));
        }
        if (session.unanswered() + inReview > CREDIT) {
            throw new IllegalArgumentException("more than " + CREDIT + " requests are unanswered");
        }
        frame.getSignalList().forEach(this::signal);
        frame.getFollowList().forEach(this::follow);
        if (frame.getClose()) {
            close();
        }
    }

    @Override
    public void disconnected() {
        live.listener(SessionListener.NOBODY);
        session.disconnected(leading.loop().nowMillis());
    }

    @Override
    public void told(long number, Answer answer) {
        out.tell(number, answer);
        requireReading();
    }

    @Override
    public boolean printed(Output output) {
        if (out.isCrowded()) {
            return false;
        }
        out.printed(output);
        return true;
    }

    @Override
    public boolean signalled(ProcessSignal signal) {
        out.signalled(signal);
        requireReading();
        return true;
    }

    @Override
    public void stands(Membership now) {
        out.stands(now);
    }

    @Override
    public void ended(Ended ended) {
        out.end(ended);
        stream.leave();
    }

    // Not at once: whoever tells is not done.
    private void requireReading() {
        if (out.isStuck()) {
            leading.loop().execute(() -> stream.expel(ErrorKind.UNAVAILABLE, "the caller does not read"));
        }
    }

    private void spawn(SpawnRequest request) {
        if (session.knows(request.getNumber())) {
            live.spawn(request);
            return;
        }
        Access access = rights.spawn(request.getPool());
        inReview++;
        access.check(verdict -> {
            inReview--;
            // A session ends without what it had not begun: nobody would end that.
            if (session.isAlive()) {
                reviewed(request, access.permission(), verdict);
            }
        });
    }

    private void reviewed(SpawnRequest request, Permission needed, Verdict verdict) {
        switch (verdict) {
            case ALLOWED -> live.spawn(request);
            case FORBIDDEN -> live.reject(request.getNumber(), RequestFailure.FORBIDDEN, "needs " + needed);
            case UNANSWERED ->
                live.reject(
                        request.getNumber(),
                        RequestFailure.UNAVAILABLE,
                        "the API server cannot be asked for the caller's permission");
            case UNAUTHENTICATED -> stream.expel(ErrorKind.UNAUTHENTICATED, "the caller's token is not valid any more");
        }
    }

    private void signal(ProcessSignal signal) {
        boolean isMail = SignalWire.isMail(signal);
        if (!isMail) {
            // What makes no sense is not to wait for a permission.
            SignalWire.read(signal);
        }
        if (signal.hasMessage() && signal.getMessage().getCall() != 0) {
            throw new IllegalArgumentException("a session's messages wait for no answer");
        }
        String right = isMail ? "call" : "exit";
        party(signal.getPeer())
                .ifPresent(to -> rights.ifAllowed(
                        "create",
                        right,
                        to instanceof Pid pid ? pid.pool() : "",
                        whileAlive(() -> leading.boards().send(live.namespace(), session.id(), to, signal))));
    }

    private void follow(FollowChange change) {
        if (party(change.getPid()).orElse(null) instanceof Pid pid) {
            if (change.getStop()) {
                live.follows().stop(pid);
            } else {
                rights.ifAllowed(
                        "get",
                        "log",
                        pid.pool(),
                        whileAlive(() -> live.follows().start(0, pid)));
            }
        }
    }

    private Runnable whileAlive(Runnable task) {
        return () -> {
            if (session.isAlive()) {
                task.run();
            }
        };
    }

    /** Programs hand pids on as text: what is none is nobody's. */
    private static Optional<Party> party(String pid) {
        try {
            return Optional.of(Party.parse(pid));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    private Switchboard board() {
        return leading.boards().of(live.namespace());
    }

    private void close() {
        live.listener(SessionListener.NOBODY);
        live.end(ExitReason.SHUTDOWN, "its caller has closed the session");
        ended(Ended.newBuilder().setReason(SignalWire.write(ExitReason.NORMAL)).build());
    }
}
