package io.kpool.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the requests of callers may take, in bytes, that wait for their processes to start: of one session, and of all
 * sessions of one leader.
 */
public final class OrderRoom {
    static final long PER_SESSION = 8L * 1024 * 1024;
    static final long IN_ALL = 96L * 1024 * 1024;

    private final Map<SessionId, Long> sessions = new HashMap<>();
    private long all;

    /** Why a new request of that size cannot wait; empty: there is room for it. */
    public Optional<Answer.Failed> refuses(SessionId session, int bytes) {
        if (sessions.getOrDefault(session, 0L) + bytes > PER_SESSION) {
            return full(
                    RequestFailure.NO_CAPACITY,
                    "what the session's requests hold that have not started is more than 8 MiB: wait for some to start");
        }
        return lacks(bytes)
                ? full(
                        RequestFailure.NO_CAPACITY,
                        "what all callers' requests hold that have not started is more than 96 MiB: ask again later")
                : Optional.empty();
    }

    /** The same of one that an earlier leader took, of which nobody may say that it did not run. */
    public Optional<Answer.Failed> refusesRecalled(int bytes) {
        return lacks(bytes)
                ? full(
                        RequestFailure.UNKNOWN_OUTCOME,
                        "the leader changed, and more than 96 MiB of requests wait: nobody knows whether it ran")
                : Optional.empty();
    }

    /** One of that size waits. */
    public void take(SessionId session, int bytes) {
        sessions.merge(session, (long) bytes, Long::sum);
        all += bytes;
    }

    /** It does not any more. */
    public void give(SessionId session, int bytes) {
        sessions.computeIfPresent(session, (any, taken) -> taken == bytes ? null : taken - bytes);
        all -= bytes;
    }

    private boolean lacks(int bytes) {
        return all + bytes > IN_ALL;
    }

    private static Optional<Answer.Failed> full(RequestFailure why, String message) {
        return Optional.of(new Answer.Failed(why, message));
    }
}
