package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CallerSessionTest {
    private static final long START = 1_700_000_000_000L;
    private static final SessionId OLD = new SessionId(3, 1);
    private static final String POOL = "demo";

    private final RecordedActions actions = new RecordedActions();
    private final Sessions<RecordedActions> sessions =
            new Sessions<>(7, START, new AtomicLong()::incrementAndGet, new AnswerRoom());
    private CallerSession<RecordedActions> session = sessions.begin(actions, START);

    @Test
    void placesWhatIsNew() {
        // When
        ask(1, 2);
        // Then
        assertThat(actions.news()).containsExactly("place 1 in demo", "place 2 in demo");
        assertThat(session.unanswered()).isEqualTo(2);
    }

    @Test
    void tellsWhatBecomesOfIt() {
        // Given
        ask(1);
        // When
        start(1);
        end(1, ExitReason.NORMAL);
        // Then
        assertThat(actions.news()).containsExactly("place 1 in demo", "tell 1 started", "tell 1 ended normal");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void answersARepeatedRequestAndRunsItNoSecondTime() {
        // Given
        ask(1, 2, 3);
        start(1);
        start(2);
        end(2, ExitReason.EXCEPTION);
        refuse(3);
        actions.news();
        // When
        ask(1, 2, 3);
        // Then
        assertThat(actions.news())
                .containsExactly("tell 1 started", "tell 2 started", "tell 2 ended exception", "tell 3 no_node");
    }

    @Test
    void saysNothingOfARepeatedRequestThatIsNotAnswered() {
        // Given
        ask(1);
        actions.news();
        // When
        ask(1);
        // Then
        assertThat(actions.news()).isEmpty();
        assertThat(session.unanswered()).isOne();
    }

    @Test
    void refusesAnotherRequestOfTheSameNumber() {
        // Given
        ask(1);
        // When
        session.spawn(new LiveRequest(session.id(), 1, 99), POOL);
        start(1);
        // Then
        assertThat(actions.news()).containsExactly("place 1 in demo", "tell 1 duplicate_request", "tell 1 started");
    }

    @Test
    void forgetsWhatTheCallerHas() {
        // Given
        ask(1, 2, 3);
        start(1);
        end(1, ExitReason.NORMAL);
        start(2);
        actions.news();
        // When
        session.lowestOpen(3);
        ask(1, 2);
        end(2, ExitReason.NORMAL);
        // Then: what runs on is forgotten when it ends
        assertThat(actions.news()).containsExactly("forget 1", "tell 1 forgotten", "tell 2 forgotten", "forget 2");
        assertThat(session.unanswered()).isOne();
    }

    @Test
    void theLowestOpenNumberNeverGoesBack() {
        // Given
        ask(1, 2);
        session.lowestOpen(3);
        // When
        session.lowestOpen(1);
        ask(1);
        // Then
        assertThat(actions.news()).endsWith("tell 1 forgotten");
    }

    @Test
    void takesALeapOfTheLowestOpenNumber() {
        // Given
        ask(1);
        start(1);
        end(1, ExitReason.NORMAL);
        ask(5_000_000_000L);
        actions.news();
        // When
        session.lowestOpen(Long.MAX_VALUE);
        // Then
        assertThat(actions.news()).containsExactly("forget 1");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void keepsAHundredThousandAnswers() {
        // Given: the first runs on
        ask(1);
        start(1);
        LongStream.rangeClosed(2, CallerSession.KEPT_ANSWERS + 1).forEach(this::run);
        actions.news();
        // When
        run(CallerSession.KEPT_ANSWERS + 2);
        // Then
        assertThat(actions.news()).endsWith("forget 2", "tell " + (CallerSession.KEPT_ANSWERS + 2) + " ended normal");
        ask(2, 3, 1);
        assertThat(actions.news())
                .containsExactly("tell 2 forgotten", "tell 3 started", "tell 3 ended normal", "tell 1 started");
    }

    @Test
    void keepsAnswersForTenMinutes() {
        // Given
        run(1);
        actions.news();
        // When
        sessions.tick(START + CallerSession.KEPT_MILLIS - 1);
        ask(1);
        sessions.tick(START + CallerSession.KEPT_MILLIS);
        ask(1);
        // Then
        assertThat(actions.news())
                .containsExactly("tell 1 started", "tell 1 ended normal", "forget 1", "tell 1 forgotten");
    }

    @Test
    void doesNotKnowWhatBecameOfARequestWhoseWorkerWasLostBeforeItStarted() {
        // Given
        ask(1, 2);
        start(1);
        // When
        end(1, ExitReason.NOCONNECTION);
        end(2, ExitReason.NOCONNECTION);
        // Then
        assertThat(actions.news()).endsWith("tell 1 ended noconnection", "tell 2 unknown_outcome");
        session.lowestOpen(3);
        assertThat(actions.news()).containsExactly("forget 1", "forget 2");
    }

    @Test
    void tellsOfAProcessThatFailedBeforeItStarted() {
        // Given
        ask(1);
        // When
        end(1, ExitReason.UNDEFINED_FUNCTION);
        // Then
        assertThat(actions.news()).endsWith("tell 1 never started undefined_function");
    }

    @Test
    void outlivesItsStreamByFifteenSeconds() {
        // Given
        session.disconnected(START);
        // Then
        assertThat(sessions.tick(START + CallerSession.AFTERLIFE_MILLIS - 1)).isEmpty();
        assertThat(resume(session.id(), START)).isTrue();
        // When
        session.disconnected(START);
        // Then
        assertThat(sessions.tick(START + CallerSession.AFTERLIFE_MILLIS)).containsExactly(session);
        assertThat(resume(session.id(), START)).isFalse();
    }

    @Test
    void keepsWhatALaterLeaderMustNotRunAgain() {
        // Given
        run(1);
        ask(2);
        start(2);
        session.disconnected(START);
        long expired = START + CallerSession.AFTERLIFE_MILLIS;
        sessions.tick(expired);
        actions.news();
        // When
        end(2, ExitReason.NORMAL);
        sessions.tick(expired + CallerSession.KEPT_MILLIS - CallerSession.AFTERLIFE_MILLIS - 1);
        // Then
        assertThat(actions.news()).containsExactly("tell 2 ended normal");
        sessions.tick(expired + CallerSession.KEPT_MILLIS);
        assertThat(actions.news()).containsExactly("forget 1", "forget 2");
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void forgetsWhatItsCallerHasAllOfAndNothingThatRuns() {
        // Given
        run(1);
        ask(2);
        start(2);
        actions.news();
        // When
        session.forget(1);
        session.forget(2);
        // Then
        assertThat(actions.news()).containsExactly("forget 1");
        end(2, ExitReason.NORMAL);
        assertThat(actions.news()).containsExactly("tell 2 ended normal");
    }

    @Test
    void forgetsEverythingWhenItsCallerGoes() {
        // Given
        run(1);
        ask(2);
        start(2);
        refuse(3);
        actions.news();
        // When
        sessions.close(session.id(), START);
        // Then
        assertThat(actions.news()).containsExactly("forget 1");
        assertThat(resume(session.id(), START)).isFalse();
        end(2, ExitReason.NORMAL);
        assertThat(actions.news()).containsExactly("forget 2");
    }

    @Test
    void recallsWhatAnEarlierLeaderMayHaveSent() {
        // Given
        session = sessions.resume(OLD, () -> actions, START).orElseThrow();
        session.connected(2, START);
        // When
        ask(1, 2, 3);
        // Then
        assertThat(actions.news()).containsExactly("recall 1 in demo", "recall 2 in demo", "place 3 in demo");
        // When: again with the same leader
        session.connected(5, START);
        ask(4);
        // Then
        assertThat(actions.news()).containsExactly("place 4 in demo");
    }

    @Test
    void expectsTheCallerOfAProcessThatAWorkerHas() {
        // Given
        session = sessions.expect(OLD, () -> actions, START).orElseThrow();
        session.adopted(request(1), POOL);
        start(1);
        end(1, ExitReason.NORMAL);
        actions.news();
        // When
        assertThat(resume(OLD, START + 1)).isTrue();
        session.connected(2, START + 1);
        ask(1, 2);
        // Then
        assertThat(actions.news()).containsExactly("tell 1 started", "tell 1 ended normal", "recall 2 in demo");
    }

    @Test
    void aRecalledRequestIsFound() {
        // Given
        session = sessions.resume(OLD, () -> actions, START).orElseThrow();
        session.connected(1, START);
        ask(1);
        // When
        session.adopted(request(1), POOL);
        start(1);
        // Then
        assertThat(actions.news()).containsExactly("recall 1 in demo", "tell 1 started");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void whatAWorkerHasCountsMoreThanAnotherRequestOfItsNumber() {
        // Given
        session = sessions.resume(OLD, () -> actions, START).orElseThrow();
        session.connected(1, START);
        session.spawn(new LiveRequest(OLD, 1, 99), POOL);
        actions.news();
        // When
        session.adopted(request(1), POOL);
        start(1);
        session.ended(new LiveRequest(OLD, 1, 99), POOL, exit(ExitReason.KILLED), START);
        // Then
        assertThat(actions.news())
                .containsExactly("tell 1 duplicate_request", "withdraw 1", "tell 1 started", "forget 1");
        assertThat(session.unanswered()).isZero();
    }

    @Test
    void givesUpWhoDoesNotComeToANewLeader() {
        // Given
        session = sessions.expect(OLD, () -> actions, START).orElseThrow();
        // Then
        assertThat(sessions.tick(START + CallerSession.AFTERLIFE_MILLIS)).containsExactly(session);
        assertThat(resume(OLD, START + CallerSession.AFTERLIFE_MILLIS)).isFalse();
        assertThat(resume(new SessionId(3, 2), START + CallerSession.AFTERLIFE_MILLIS))
                .isFalse();
    }

    @Test
    void keepsWhatAWorkerBringsTooLate() {
        // Given
        long late = START + CallerSession.AFTERLIFE_MILLIS;
        session = sessions.expect(OLD, () -> actions, late).orElseThrow();
        session.adopted(request(1), POOL);
        // When
        end(1, ExitReason.NORMAL);
        // Then
        assertThat(session.isAlive()).isFalse();
        assertThat(actions.news()).doesNotContain("forget 1");
        sessions.tick(late + CallerSession.KEPT_MILLIS);
        assertThat(actions.news()).contains("forget 1");
    }

    @Test
    void goesOnWithNoSessionThatItNeverBegan() {
        assertThat(resume(new SessionId(7, 2), START)).isFalse();
        assertThat(resume(new SessionId(8, 1), START)).isFalse();
        assertThat(sessions.expect(new SessionId(7, 2), () -> actions, START)).isEmpty();
    }

    private boolean resume(SessionId id, long now) {
        return sessions.resume(id, () -> actions, now).isPresent();
    }

    private void ask(long... numbers) {
        LongStream.of(numbers).forEach(number -> session.spawn(request(number), POOL));
    }

    private void run(long number) {
        ask(number);
        start(number);
        end(number, ExitReason.NORMAL);
    }

    private void start(long number) {
        session.started(request(number), new Pid(POOL, "a", 1, number));
    }

    private void end(long number, ExitReason reason) {
        session.ended(request(number), POOL, exit(reason), START);
    }

    private void refuse(long number) {
        session.refused(request(number), new Answer.Failed(RequestFailure.NO_NODE, ""), START);
    }

    private LiveRequest request(long number) {
        return new LiveRequest(session.id(), number, 17);
    }

    private static Exit exit(ExitReason reason) {
        return Exit.of(reason, "", START);
    }
}
