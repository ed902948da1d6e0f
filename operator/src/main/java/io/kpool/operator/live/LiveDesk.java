package io.kpool.operator.live;

import io.kpool.operator.agent.FirstMoment;
import io.kpool.operator.agent.Heard;
import io.kpool.operator.agent.LiveListener;
import io.kpool.operator.agent.LivePools;
import io.kpool.operator.agent.Loop;
import io.kpool.operator.agent.PoolKey;
import io.kpool.operator.live.Tickets.Holder;
import io.kpool.operator.security.Caller;
import io.kpool.operator.security.CallerAdmission;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.Exit;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.PartySignal;
import io.kpool.pool.Pid;
import io.kpool.pool.PlacementFailure;
import io.kpool.pool.RequestFailure;
import io.kpool.pool.SessionId;
import io.kpool.pool.Switchboard;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.Welcome;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives callers' streams their sessions, and sessions the news of their requests. Lives on the loop. */
final class LiveDesk implements LiveListener, CallerStream.Desk {
    static final int PROTOCOL_VERSION = 1;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(LiveDesk.class);

    private final Loop loop;
    private final CallerAdmission admission;
    private final Tickets tickets;
    private final Office office;
    // None: this process does not lead.
    private Leading leading;
    private WorkerQuestions questions;
    private volatile LiveCounts counts = LiveCounts.NONE;

    LiveDesk(CallerAdmission admission, Tickets tickets, Office office) {
        this.loop = office.loop();
        this.admission = admission;
        this.tickets = tickets;
        this.office = office;
    }

    Optional<Leading> leading() {
        return Optional.ofNullable(leading);
    }

    @Override
    public void leads(long epoch, LivePools pools) {
        leading = office.open(epoch, pools);
        questions = new WorkerQuestions(leading, office.houses());
        loop.every(TICK, this::tick);
    }

    /** May be called from any thread. */
    LiveCounts counts() {
        return counts;
    }

    private void tick() {
        leading.tick();
        counts = leading.directories().counts(leading.boards().carried());
    }

    @Override
    public void declared(PoolKey pool) {
        leading.late().declared(pool);
        leading.settle();
    }

    @Override
    public void adopted(PoolKey pool, LiveRequest request) {
        leading.expect(request.session(), pool)
                .ifPresent(session -> session.actions().adopted(request, pool.name()));
    }

    @Override
    public void refused(PoolKey pool, LiveRequest request, PlacementFailure why) {
        session(pool, request).ifPresent(session -> session.refused(request, failure(why), loop.nowMillis()));
    }

    @Override
    public void started(PoolKey pool, LiveRequest request, Pid pid) {
        session(pool, request).ifPresent(session -> session.started(request, pid));
    }

    @Override
    public void began(PoolKey pool, Pid pid, FirstMoment moment) {
        Switchboard board = leading.boards().of(pool.namespace());
        moment.partners().forEach(partner -> board.send(pid, partner, new PartySignal.Linked()));
        leading.directories().began(pool, pid, moment.memberships());
    }

    @Override
    public void ended(PoolKey pool, LiveRequest request, Exit exit) {
        session(pool, request)
                .ifPresentOrElse(
                        session -> session.ended(request, pool.name(), exit, loop.nowMillis()),
                        () -> leading.pools().acknowledge(pool, request));
    }

    @Override
    public void withdrawn(PoolKey pool, LiveRequest request) {
        Answer.Failed deleted = new Answer.Failed(RequestFailure.NO_SUCH_POOL, "pool " + pool + " was deleted");
        session(pool, request).ifPresent(session -> session.refused(request, deleted, loop.nowMillis()));
    }

    @Override
    public void said(Heard heard) {
        leading.boards().signals(heard);
        leading.directories().said(heard);
        if (heard.frame().getInventoryDone()) {
            leading.settle();
        }
        questions.heed(heard);
        leading.followers().outputs(heard);
    }

    @Override
    public void ended(Heard heard) {
        leading.boards().ends(heard);
        leading.directories().ended(heard);
        leading.followers().ends(heard);
    }

    @Override
    public void lost(PoolKey pool, WorkerId worker, PartySignal.ExitSignal why) {
        leading.boards().lost(pool, worker, why);
        leading.directories().lost(pool, worker);
        office.lost(leading, pool, worker);
        leading.followers().lost(pool, worker);
    }

    private static Answer.Failed failure(PlacementFailure why) {
        String message =
                switch (why) {
                    case NO_NODE -> "no host that would do is ready";
                    case NO_CAPACITY -> "every host that would do is full or cordoned, or the queue is full";
                    case QUEUE_TIMEOUT -> "no slot became free within the pool's queueTimeoutSeconds";
                    case UNKNOWN_OUTCOME ->
                        "the leader changed and a worker was lost: nobody knows whether it ran there";
                };
        return new Answer.Failed(RequestFailure.of(why), message);
    }

    private Optional<CallerSession<LiveSession>> session(PoolKey pool, LiveRequest request) {
        return leading.sessions().of(pool.namespace()).find(request.session());
    }

    @Override
    public void open(CallerStream stream, CallerFrame first) {
        if (leading == null) {
            stream.refuse(ErrorKind.UNAVAILABLE, "this operator does not lead");
        } else if (!first.hasOpen()) {
            stream.refuse(ErrorKind.INVALID, "the first frame has no open");
        } else if (!isNoneOrASession(first.getOpen().getSession())) {
            stream.refuse(ErrorKind.INVALID, "'" + first.getOpen().getSession() + "' is no session");
        } else if (first.getOpen().getProtocolVersion() != PROTOCOL_VERSION) {
            stream.refuse(
                    ErrorKind.INVALID,
                    "protocol version " + first.getOpen().getProtocolVersion() + " is not spoken here; "
                            + PROTOCOL_VERSION + " is");
        } else {
            admission
                    .identify(stream.token())
                    .whenComplete((caller, failure) -> loop.execute(() -> {
                        if (failure != null) {
                            LOG.warnf("Cannot check a caller: %s", failure.getMessage());
                            stream.refuse(ErrorKind.UNAVAILABLE, "the API server cannot be asked");
                        } else {
                            identified(stream, first, caller);
                        }
                    }));
        }
    }

    private static boolean isNoneOrASession(String session) {
        if (session.isEmpty()) {
            return true;
        }
        try {
            SessionId.parse(session);
            return true;
        } catch (IllegalArgumentException senseless) {
            return false;
        }
    }

    private void identified(CallerStream stream, CallerFrame first, Optional<Caller> caller) {
        if (stream.isClosed()) {
            return;
        }
        if (caller.isEmpty()) {
            stream.refuse(ErrorKind.UNAUTHENTICATED, "not a valid token for audience kpool");
            return;
        }
        String wish = first.getOpen().getNamespace();
        String namespace = wish.isEmpty() ? caller.get().namespace() : wish;
        if (namespace.isEmpty()) {
            stream.refuse(ErrorKind.INVALID, "a caller that is no service account has to name a namespace");
            return;
        }
        join(stream, first, new Holder(caller.get().user(), namespace));
    }

    private void join(CallerStream stream, CallerFrame first, Holder holder) {
        Open open = first.getOpen();
        Optional<CallerSession<LiveSession>> former = former(open, holder);
        CallerSession<LiveSession> session = former.orElseGet(() -> leading.begin(holder.namespace()));
        Rights rights =
                new Rights(holder.namespace(), permission -> new Access(loop, admission, stream::token, permission));
        SessionMember member = new SessionMember(leading, session, stream, rights);
        member.join(open);
        member.out()
                .welcome(Welcome.newBuilder()
                        .setSession(session.id().toString())
                        .setTicket(tickets.of(session.id(), holder))
                        .setCredit(SessionMember.CREDIT)
                        .setRenewed(!open.getSession().isEmpty() && former.isEmpty())
                        .build());
        member.remember(open);
        stream.hear(first);
        stream.listen();
    }

    /** A session that is not its own, or is over, it cannot go on with; nor can it tell the two apart. */
    private Optional<CallerSession<LiveSession>> former(Open open, Holder holder) {
        if (open.getSession().isEmpty()) {
            return Optional.empty();
        }
        SessionId id = SessionId.parse(open.getSession());
        return tickets.isOf(id, holder, open.getTicket()) ? leading.resume(id, holder.namespace()) : Optional.empty();
    }
}
