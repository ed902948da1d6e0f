package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    /** A thousand workers that came back at once once kept the leader's lease from being renewed. */
    @Test
    void soManyAtOnceAndNoMore() throws InterruptedException {
        // Given
        CountDownLatch asking = new CountDownLatch(SecurityBeans.MOST_QUESTIONS);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        // When
        try (ExecutorService questions = SecurityBeans.questions("test")) {
            for (int i = 0; i < 10 * SecurityBeans.MOST_QUESTIONS; i++) {
                questions.execute(() -> {
                    most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    asking.countDown();
                    awaitQuietly(answer);
                    open.decrementAndGet();
                });
            }
            assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();
            answer.countDown();
        }

        // Then
        assertThat(most).hasValue(SecurityBeans.MOST_QUESTIONS);
        assertThat(open).hasValue(0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
