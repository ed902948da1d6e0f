package io.kpool.pool;

/**
 * One caller and its numbered requests: a number is one request for ever and leads to one process at most, however often
 * it is sent. Pure; one thread calls, times are Unix milliseconds.
 *
 * @param <A> what carries out its decisions
 */
public final class CallerSession<A extends SessionActions> {
    /** How many answers are kept of what has ended, if there is room and the caller does not say that it has them. */
    public static final int KEPT_ANSWERS = 100_000;

    /** For how long they are kept. */
    public static final long KEPT_MILLIS = 600_000;

    /** How long a session outlives its stream. */
    public static final long AFTERLIFE_MILLIS = 15_000;

    private static final String DUPLICATE = "the number was used for another request";

    private enum Phase {
        /** Begun under an earlier leader, and its caller has not come back. */
        EXPECTED,
        CONNECTED,
        DISCONNECTED,
        /** Its caller did not come back; what was answered is kept, for a later leader must not run it again. */
        EXPIRED,
        CLOSED
    }

    private final SessionId id;
    private final A actions;
    private final RequestBook book;
    private Phase phase;
    private long sinceMillis;
    // Numbers up to this may have been sent to an earlier leader.
    private long highestRecalled;

    private CallerSession(SessionId id, A actions, AnswerRoom room) {
        this.id = id;
        this.actions = actions;
        this.book = new RequestBook(room, request -> actions.forget(request.pool(), request.id()));
    }

    /** One that begins with this leader. */
    static <A extends SessionActions> CallerSession<A> begun(SessionId id, A actions, AnswerRoom room, long nowMillis) {
        return new CallerSession<>(id, actions, room).enter(Phase.CONNECTED, nowMillis);
    }

    /** One of an earlier leader, whose afterlife begins now. */
    static <A extends SessionActions> CallerSession<A> expected(
            SessionId id, A actions, AnswerRoom room, long nowMillis) {
        return new CallerSession<>(id, actions, room).enter(Phase.EXPECTED, nowMillis);
    }

    /** One of an earlier leader, whose caller came too late or not at all. */
    static <A extends SessionActions> CallerSession<A> expired(
            SessionId id, A actions, AnswerRoom room, long nowMillis) {
        return new CallerSession<>(id, actions, room).enter(Phase.EXPIRED, nowMillis);
    }

    public SessionId id() {
        return id;
    }

    public A actions() {
        return actions;
    }

    /** Whether its caller may come back, or is there. */
    public boolean isAlive() {
        return phase != Phase.EXPIRED && phase != Phase.CLOSED;
    }

    /** How many requests have neither a process nor a failure. */
    public int unanswered() {
        return book.unanswered();
    }

    /** Whether that number was asked for before: then it needs no permission. */
    public boolean knows(long number) {
        return book.find(number) != null;
    }

    /** Whether nothing more becomes of that number. */
    public boolean isDone(long number) {
        CallerRequest known = book.find(number);
        return known == null ? book.isPast(number) : known.isOver();
    }

    /**
     * Its caller is there, on its newest stream.
     *
     * @param highestSent by the caller, ever
     */
    public void connected(long highestSent, long nowMillis) {
        if (phase == Phase.EXPECTED) {
            highestRecalled = highestSent;
        }
        enter(Phase.CONNECTED, nowMillis);
    }

    /** Its newest stream broke; one that was given up stays so. */
    public void disconnected(long nowMillis) {
        if (isAlive()) {
            enter(Phase.DISCONNECTED, nowMillis);
        }
    }

    /** The caller wants a process, perhaps once more. */
    public void spawn(LiveRequest request, String pool) {
        long number = request.number();
        CallerRequest known = book.find(number);
        if (known != null) {
            repeat(known, request);
        } else if (book.isPast(number)) {
            fail(number, RequestFailure.FORGOTTEN, "what became of it is not kept any more");
        } else {
            book.add(new CallerRequest(request, pool));
            if (number <= highestRecalled) {
                actions.recall(pool, request);
            } else {
                actions.place(pool, request);
            }
        }
    }

    /** The caller has all it wants of the requests before that one. */
    public void lowestOpen(long number) {
        book.pass(number);
    }

    /** The caller does not want that request any more, however far it has come. */
    public void withdraw(long number) {
        CallerRequest known = book.find(number);
        if (known != null) {
            actions.withdraw(known.pool(), known.id());
        }
    }

    /** The caller has all it wants of that request; one that is not over goes on. */
    public void forget(long number) {
        CallerRequest known = book.find(number);
        if (known != null && known.isOver()) {
            book.drop(known);
        }
    }

    /** A worker has a process of this session from before this leader; how far it has come follows. */
    public void adopted(LiveRequest request, String pool) {
        CallerRequest known = book.find(request.number());
        if (known != null && !known.id().equals(request)) {
            book.drop(known);
            fail(request.number(), RequestFailure.DUPLICATE_REQUEST, DUPLICATE);
            actions.withdraw(known.pool(), known.id());
            known = null;
        }
        // What was dropped to make room may have a higher number than what runs on.
        if (known == null && !book.isPassed(request.number())) {
            book.add(new CallerRequest(request, pool));
        }
    }

    /** It gets no process, and its pool has forgotten it. */
    public void refused(LiveRequest request, Answer.Failed why, long nowMillis) {
        CallerRequest known = open(request);
        if (known != null) {
            book.failed(known, why, nowMillis);
            actions.tell(request.number(), why);
        }
    }

    public void started(LiveRequest request, Pid pid) {
        CallerRequest known = open(request);
        if (known != null) {
            Answer.Started answer = new Answer.Started(pid);
            book.started(known, answer);
            actions.tell(request.number(), answer);
        }
    }

    /** Its process ended; its pool keeps that until it is told to forget it. */
    public void ended(LiveRequest request, String pool, Exit exit, long nowMillis) {
        CallerRequest known = open(request);
        if (known == null) {
            actions.forget(pool, request);
        } else {
            Answer answer = answer(known, exit);
            book.ended(known, answer, nowMillis);
            actions.tell(request.number(), answer);
        }
    }

    /** The caller goes: what it was told is forgotten, and what it started runs on. */
    void close(long nowMillis) {
        enter(Phase.CLOSED, nowMillis);
        book.dropAll();
    }

    /** Time passed; whether its caller was given up by that. */
    boolean expire(long nowMillis) {
        book.expire(nowMillis - KEPT_MILLIS);
        boolean isAway = phase == Phase.EXPECTED || phase == Phase.DISCONNECTED;
        if (!isAway || nowMillis - sinceMillis < AFTERLIFE_MILLIS) {
            return false;
        }
        enter(Phase.EXPIRED, nowMillis);
        return true;
    }

    /** Whether nothing of it is to be kept any more: nothing runs, and what has ended was kept for long enough. */
    boolean isGone(long nowMillis) {
        return phase == Phase.EXPIRED && book.isGone(nowMillis - KEPT_MILLIS);
    }

    private void repeat(CallerRequest known, LiveRequest request) {
        if (known.id().equals(request)) {
            known.started().ifPresent(answer -> actions.tell(request.number(), answer));
            known.last().ifPresent(answer -> actions.tell(request.number(), answer));
        } else {
            fail(request.number(), RequestFailure.DUPLICATE_REQUEST, DUPLICATE);
        }
    }

    /** Null: it is not one of this session's, or is over. */
    private CallerRequest open(LiveRequest request) {
        CallerRequest known = book.find(request.number());
        return known != null && !known.isOver() && known.id().equals(request) ? known : null;
    }

    private static Answer answer(CallerRequest request, Exit exit) {
        if (request.started().isPresent()) {
            return new Answer.Ended(exit);
        }
        return exit.reason() == ExitReason.NOCONNECTION
                ? new Answer.Failed(RequestFailure.UNKNOWN_OUTCOME, exit.message())
                : new Answer.NeverStarted(exit);
    }

    private void fail(long number, RequestFailure why, String message) {
        actions.tell(number, new Answer.Failed(why, message));
    }

    private CallerSession<A> enter(Phase next, long nowMillis) {
        phase = next;
        sinceMillis = nowMillis;
        return this;
    }
}
