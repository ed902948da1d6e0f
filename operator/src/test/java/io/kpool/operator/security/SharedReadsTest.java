package io.kpool.operator.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private static final int MANY = 50;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private final SharedReads<String, Integer> reads = new SharedReads<>(key -> {
        int number = begun.incrementAndGet();
        answers.acquireUninterruptibly();
        return number;
    });

    @AfterEach
    void end() {
        answers.release(Integer.MAX_VALUE / 2);
        threads.close();
    }

    private CompletableFuture<Integer> ask(String key) {
        return CompletableFuture.supplyAsync(
                () -> {
                    asked.incrementAndGet();
                    return reads.get(key);
                },
                threads);
    }

    private void awaitBegun(int count) {
        Awaitility.await().until(() -> begun.get() == count);
    }

    @Test
    void thoseThatComeWhileOneReadsShareTheNext() throws Exception {
        // Given
        CompletableFuture<Integer> first = ask("pool");
        awaitBegun(1);
        // When
        List<CompletableFuture<Integer>> later = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            later.add(ask("pool"));
        }
        Awaitility.await().until(() -> asked.get() == MANY + 1);
        answers.release(2);
        // Then
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        answers.release(MANY);
        for (CompletableFuture<Integer> one : later) {
            // Some may have been counted and not yet have asked when the second read began: never the first's answer.
            assertThat(one.get(10, TimeUnit.SECONDS)).isBetween(2, 3);
        }
        assertThat(begun.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void whoComesAfterAReadGetsOneOfItsOwn() throws Exception {
        answers.release(2);
        assertThat(ask("pool").get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(ask("pool").get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void differentThingsDoNotWaitForEachOther() {
        ask("one");
        ask("other");
        awaitBegun(2);
    }

    @Test
    void whatFailsFailsForAllThatShareItAndNobodyElse() {
        AtomicInteger tries = new AtomicInteger();
        SharedReads<String, Integer> failing = new SharedReads<>(key -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            return tries.get();
        });
        assertThatThrownBy(() -> failing.get("pool")).hasMessage("not now");
        assertThat(failing.get("pool")).isEqualTo(2);
    }
}
