package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Requests that callers without a session gave a name, across repetition and leaders. */
class NamedSessionTest {
    private static final long START = 1_700_000_000_000L;
    private static final long LATER = START + CallerSession.AFTERLIFE_MILLIS;
    private static final long NAME = 4711;
    private static final String POOL = "demo";

    private final RecordedActions actions = new RecordedActions();
    private final Sessions<RecordedActions> sessions =
            new Sessions<>(7, START, new AtomicLong()::incrementAndGet, new AnswerRoom());

    @Test
    void isTheSameHoweverOftenItIsNamed() {
        // Given
        CallerSession<RecordedActions> session = named(NAME, LATER);
        ask(session);
        // When
        ask(named(NAME, LATER + 1));
        ask(named(NAME + 1, LATER + 1));
        // Then: of the second nothing, for it is under way
        assertThat(actions.news()).containsExactly("place 1 in demo", "place 1 in demo");
        assertThat(named(NAME, LATER + 2)).isSameAs(session);
    }

    @Test
    void asksThePoolWhileCallersMayComeBackFromAnEarlierLeader() {
        // When
        ask(named(NAME, LATER - 1));
        // Then
        assertThat(actions.news()).containsExactly("recall 1 in demo");
    }

    @Test
    void findsWhatAWorkerHasFromAnEarlierLeader() {
        // Given: too late for anybody to be expected
        CallerSession<RecordedActions> session =
                sessions.expect(id(), () -> actions, LATER).orElseThrow();
        session.adopted(request(session), POOL);
        session.started(request(session), new Pid(POOL, "a", 1, 3));
        actions.news();
        // When
        ask(named(NAME, LATER + 1));
        sessions.tick(LATER + 10 * CallerSession.KEPT_MILLIS);
        // Then: and it is kept while it runs
        assertThat(actions.news()).containsExactly("tell 1 started");
        assertThat(sessions.find(id())).containsSame(session);
    }

    @Test
    void isKnownWhileItRunsThoughNobodyAsksForAnHour() {
        // Given: a worker has it from an earlier leader, and its caller is away
        CallerSession<RecordedActions> session =
                sessions.expect(id(), () -> actions, START).orElseThrow();
        session.adopted(request(session), POOL);
        session.started(request(session), new Pid(POOL, "a", 1, 3));
        actions.news();
        // When
        long cutOff = LATER + CallerSession.KEPT_MILLIS;
        sessions.tick(LATER);
        sessions.tick(cutOff - 1);
        sessions.tick(START + 3_600_000);
        ask(named(NAME, START + 3_600_000));
        // Then
        assertThat(actions.news()).containsExactly("tell 1 started");
    }

    @Test
    void isKeptForTenMinutesAfterAnEndThatNobodyWaitedFor() {
        // Given
        CallerSession<RecordedActions> session =
                sessions.expect(id(), () -> actions, START).orElseThrow();
        session.adopted(request(session), POOL);
        session.started(request(session), new Pid(POOL, "a", 1, 3));
        sessions.tick(LATER);
        long end = LATER + CallerSession.KEPT_MILLIS - 1;
        // When
        session.ended(request(session), POOL, Exit.of(ExitReason.NORMAL, "", end), end);
        actions.news();
        sessions.tick(end + CallerSession.KEPT_MILLIS - 1);
        ask(named(NAME, end + CallerSession.KEPT_MILLIS - 1));
        // Then
        assertThat(actions.news()).containsExactly("tell 1 started", "tell 1 ended normal");
        sessions.tick(end + CallerSession.KEPT_MILLIS);
        assertThat(actions.news()).containsExactly("forget 1");
        assertThat(sessions.isNamed(NAME)).isFalse();
    }

    @Test
    void isNobodyToTalkTo() {
        // When
        named(NAME, LATER);
        // Then: whether it is known, or may still come to be
        assertThat(sessions.standing(id(), START)).isEqualTo(Switchboard.Standing.OVER);
        assertThat(sessions.standing(new SessionId(1, NAME + 1), START)).isEqualTo(Switchboard.Standing.OVER);
    }

    @Test
    void isKeptForTenMinutesAfterItsEndHoweverOftenItIsNamed() {
        // Given
        CallerSession<RecordedActions> session = named(NAME, LATER);
        ask(session);
        session.started(request(session), new Pid(POOL, "a", 1, 3));
        session.ended(request(session), POOL, Exit.of(ExitReason.NORMAL, "", LATER), LATER);
        session.disconnected(LATER);
        actions.news();
        // When
        ask(named(NAME, LATER + 1));
        long over = LATER + CallerSession.AFTERLIFE_MILLIS;
        sessions.tick(over);
        named(NAME, over + 1);
        sessions.tick(LATER + CallerSession.KEPT_MILLIS);
        // Then
        assertThat(actions.news()).containsExactly("tell 1 started", "tell 1 ended normal", "forget 1");
        assertThat(sessions.find(id())).isEmpty();
    }

    private static SessionId id() {
        return new SessionId(1, NAME);
    }

    private CallerSession<RecordedActions> named(long name, long now) {
        return sessions.named(name, () -> actions, now);
    }

    private static void ask(CallerSession<RecordedActions> session) {
        session.spawn(request(session), POOL);
    }

    private static LiveRequest request(CallerSession<RecordedActions> session) {
        return new LiveRequest(session.id(), 1, 17);
    }
}
