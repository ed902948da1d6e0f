package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.security.Admission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenReviewQueueTest {
    private static final long PAUSE = 5_000;
    private static final Admission ANSWER = new Admission.Unauthenticated("somebody");

    private final SetClock loop = new SetClock();
    private final List<Worker> judged = new ArrayList<>();
    private final TokenReviewQueue<Worker> queue =
            new TokenReviewQueue<>(loop, Duration.ofMillis(PAUSE), (worker, answer) -> judged.add(worker));

    @Test
    void asksAboutSoManyAtATimeInTheirOrder() {
        // Given
        List<Worker> workers = workers(TokenReviewQueue.AT_ONCE + 2);
        // When
        workers.forEach(queue::add);
        // Then
        assertThat(workers).extracting(Worker::asked).containsExactly(1, 1, 1, 1, 0, 0);
        // When
        workers.get(2).answer();
        // Then
        assertThat(workers).extracting(Worker::asked).containsExactly(1, 1, 1, 1, 1, 0);
        assertThat(judged).containsExactly(workers.get(2));
    }

    @Test
    void asksAgainAfterAPauseAsLongAsThereIsNoAnswer() {
        // Given
        Worker worker = new Worker();
        queue.add(worker);
        for (int i = 1; i <= 100; i++) {
            // When
            worker.fail();
            loop.pass(PAUSE - 1);
            // Then
            assertThat(worker.asked()).isEqualTo(i);
            loop.pass(1);
            assertThat(worker.asked()).isEqualTo(i + 1);
        }
        assertThat(judged).isEmpty();
    }

    @Test
    void asksAboutOthersWhileOneIsPausing() {
        // Given
        List<Worker> workers = workers(TokenReviewQueue.AT_ONCE + 1);
        workers.forEach(queue::add);
        // When
        workers.getFirst().fail();
        // Then
        assertThat(workers.getLast().asked()).isEqualTo(1);
    }

    @Test
    void asksOnceForManyTokensThatCameWhileItWaited() {
        // Given
        Worker worker = new Worker();
        queue.add(worker);
        worker.fail();
        // When
        queue.add(worker);
        queue.add(worker);
        loop.pass(PAUSE);
        worker.answer();
        // Then
        assertThat(worker.asked()).isEqualTo(2);
        assertThat(judged).containsExactly(worker);
    }

    @Test
    void asksAgainAboutATokenThatCameWhileAnotherWasAskedAbout() {
        // Given
        Worker worker = new Worker();
        queue.add(worker);
        // When
        queue.add(worker);
        worker.answer();
        // Then
        assertThat(worker.asked()).isEqualTo(2);
        // When
        worker.answer();
        // Then
        assertThat(worker.asked()).isEqualTo(2);
        assertThat(judged).containsExactly(worker, worker);
    }

    @Test
    void asksNothingAboutWhoIsGone() {
        // Given
        List<Worker> workers = workers(TokenReviewQueue.AT_ONCE + 2);
        workers.forEach(queue::add);
        // When: one of those who wait, one who is asked about, one who will be asked about again
        workers.get(4).closed = true;
        workers.get(0).closed = true;
        workers.get(0).answer();
        workers.get(1).fail();
        workers.get(1).closed = true;
        loop.pass(PAUSE);
        // Then
        assertThat(workers).extracting(Worker::asked).containsExactly(1, 1, 1, 1, 0, 1);
        assertThat(judged).isEmpty();
    }

    @Test
    void asksNoMoreAboutATokenOfWhomAVerdictEnded() {
        // Given
        TokenReviewQueue<Worker> strict =
                new TokenReviewQueue<>(loop, Duration.ofMillis(PAUSE), (worker, answer) -> worker.closed = true);
        Worker worker = new Worker();
        strict.add(worker);
        strict.add(worker);
        // When
        worker.answer();
        // Then
        assertThat(worker.asked()).isEqualTo(1);
    }

    private static List<Worker> workers(int count) {
        return Stream.generate(Worker::new).limit(count).toList();
    }

    private static final class Worker implements TokenReviewQueue.Subject {
        private final Queue<CompletableFuture<Admission>> questions = new ArrayDeque<>();
        private boolean closed;
        private int asked;

        int asked() {
            return asked;
        }

        void answer() {
            questions.remove().complete(ANSWER);
        }

        void fail() {
            questions.remove().completeExceptionally(new IllegalStateException("nobody answers"));
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<Admission> review() {
            asked++;
            CompletableFuture<Admission> question = new CompletableFuture<>();
            questions.add(question);
            return question;
        }
    }
}
