package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** However many long results there are, what is kept of them is bounded. */
class AnswerRoomTest {
    private static final long START = 1_700_000_000_000L;
    private static final String POOL = "demo";
    private static final String RESULT = "x".repeat(64 * 1024 - AnswerRoom.EACH);
    private static final int FULL = (int) (AnswerRoom.PER_SESSION / (64 * 1024));

    private final Sessions<RecordedActions> sessions =
            new Sessions<>(7, START, new AtomicLong()::incrementAndGet, new AnswerRoom());
    private final CallerSession<RecordedActions> session = sessions.begin(new RecordedActions(), START);

    @Test
    void theOldestAnswerMakesRoomForTheNewest() {
        // Given: the first runs on, so that its caller acknowledges none
        start(session, 1);
        LongStream.rangeClosed(2, FULL + 1).forEach(number -> run(session, number));
        assertThat(session.actions().news()).noneMatch(news -> news.startsWith("forget"));
        // When
        run(session, FULL + 2);
        // Then
        assertThat(session.actions().news()).containsOnlyOnce("forget 2").doesNotContain("forget 3");
        LongStream.of(2, 3, 1).forEach(number -> ask(session, number));
        assertThat(session.actions().news())
                .containsExactly("tell 2 forgotten", "tell 3 started", "tell 3 ended normal", "tell 1 started");
    }

    @Test
    void whatIsAcknowledgedTakesNone() {
        // When
        LongStream.rangeClosed(1, 4L * FULL).forEach(number -> {
            run(session, number);
            session.lowestOpen(number);
        });
        run(session, 4L * FULL + 1);
        // Then
        assertThat(session.knows(4L * FULL)).isTrue();
    }

    @Test
    void theLargestSessionMakesRoomForTheOthers() {
        // Given
        CallerSession<RecordedActions> small = begin();
        CallerSession<RecordedActions> large = begin();
        CallerSession<RecordedActions> larger = begin();
        LongStream.rangeClosed(1, FULL - 1).forEach(number -> run(small, number));
        LongStream.rangeClosed(1, FULL).forEach(number -> run(large, number));
        LongStream.rangeClosed(1, FULL).forEach(number -> run(larger, number));
        // When
        run(session, 1);
        run(session, 2);
        run(session, 3);
        // Then
        assertThat(small.actions().news()).doesNotContain("forget 1");
        assertThat(large.actions().news()).containsOnlyOnce("forget 1").doesNotContain("forget 2");
        assertThat(larger.actions().news()).containsOnlyOnce("forget 1").doesNotContain("forget 2");
        assertThat(session.actions().news()).noneMatch(news -> news.startsWith("forget"));
    }

    @Test
    void anAnswerWithoutAnyTextTakesSomeToo() {
        // Given
        Answer nothing = new Answer.Failed(RequestFailure.NO_NODE, "");
        AtomicLong asked = new AtomicLong();
        AnswerRoom.Share[] share = new AnswerRoom.Share[1];
        share[0] = new AnswerRoom().share(() -> {
            asked.incrementAndGet();
            share[0].remove(nothing);
        });
        LongStream.range(0, AnswerRoom.PER_SESSION / AnswerRoom.EACH).forEach(any -> share[0].add(nothing));
        assertThat(asked).hasValue(0);
        // When
        share[0].add(nothing);
        // Then
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatWorkersBringToALaterLeaderIsBoundedAndWhatRunsIsKept() {
        // Given
        CallerSession<RecordedActions> old = sessions.expect(new SessionId(3, 1), RecordedActions::new, START)
                .orElseThrow();
        LongStream.rangeClosed(2, FULL + 2).forEach(number -> {
            old.adopted(request(old, number), POOL);
            end(old, number, RESULT);
        });
        old.actions().news();
        // When: of another worker, whose inventory comes later
        old.adopted(request(old, 1), POOL);
        old.started(request(old, 1), pid(1));
        // Then
        assertThat(old.actions().news()).containsExactly("tell 1 started");
        assertThat(old.knows(2)).isFalse();
        assertThat(old.knows(3)).isTrue();
    }

    @Test
    void aNamedRequestThatMadeRoomIsNotRunAgain() {
        // Given: it alone has ended, and all others are as large
        long later = START + CallerSession.AFTERLIFE_MILLIS;
        LongStream.rangeClosed(1, 3L * FULL + 1).forEach(name -> {
            CallerSession<RecordedActions> named = sessions.named(name, RecordedActions::new, later);
            run(named, 1);
            named.disconnected(later);
        });
        sessions.tick(later + CallerSession.AFTERLIFE_MILLIS);
        // When
        CallerSession<RecordedActions> again = sessions.named(1, RecordedActions::new, later);
        again.actions().news();
        ask(again, 1);
        // Then
        assertThat(again.actions().news()).containsExactly("tell 1 forgotten");
        sessions.tick(START + CallerSession.KEPT_MILLIS);
        assertThat(sessions.isNamed(1)).isFalse();
    }

    private CallerSession<RecordedActions> begin() {
        return sessions.begin(new RecordedActions(), START);
    }

    private static void run(CallerSession<RecordedActions> session, long number) {
        run(session, number, RESULT);
    }

    private static void run(CallerSession<RecordedActions> session, long number, String result) {
        start(session, number);
        end(session, number, result);
    }

    private static void start(CallerSession<RecordedActions> session, long number) {
        ask(session, number);
        session.started(request(session, number), pid(number));
    }

    private static void ask(CallerSession<RecordedActions> session, long number) {
        session.spawn(request(session, number), POOL);
    }

    private static void end(CallerSession<RecordedActions> session, long number, String result) {
        session.ended(request(session, number), POOL, new Exit(ExitReason.NORMAL, 0, "", result, START), START);
    }

    private static LiveRequest request(CallerSession<RecordedActions> session, long number) {
        return new LiveRequest(session.id(), number, 17);
    }

    private static Pid pid(long number) {
        return new Pid(POOL, "a", 1, number);
    }
}
