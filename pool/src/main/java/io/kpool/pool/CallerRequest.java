package io.kpool.pool;

import java.util.Optional;

/** One numbered request of a session, and what its caller was told. */
final class CallerRequest {
    private final LiveRequest id;
    private final String pool;
    private Answer.Started started;
    private Answer last;
    private long overMillis;
    private boolean kept;
    private boolean dropped;

    CallerRequest(LiveRequest id, String pool) {
        this.id = id;
        this.pool = pool;
    }

    long number() {
        return id.number();
    }

    LiveRequest id() {
        return id;
    }

    String pool() {
        return pool;
    }

    /** Whether it has neither a process nor a failure. */
    boolean isUnanswered() {
        return started == null && last == null;
    }

    /** Whether there is nothing more to come. */
    boolean isOver() {
        return last != null;
    }

    /** Whether its pool keeps its end until it is told to forget it. */
    boolean isKept() {
        return kept;
    }

    Optional<Answer.Started> started() {
        return Optional.ofNullable(started);
    }

    Optional<Answer> last() {
        return Optional.ofNullable(last);
    }

    long overMillis() {
        return overMillis;
    }

    boolean isDropped() {
        return dropped;
    }

    void started(Answer.Started answer) {
        started = answer;
    }

    /** Its process ended, or was lost before it was heard to start. */
    void ended(Answer answer, long nowMillis) {
        failed(answer, nowMillis);
        kept = true;
    }

    /** Its pool has forgotten it, or never knew it. */
    void failed(Answer answer, long nowMillis) {
        last = answer;
        overMillis = nowMillis;
    }

    /** Its answer goes at once, though the request may be listed among those that are over for a while. */
    void drop() {
        dropped = true;
        last = null;
    }
}
