package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), new Random(1));

    @Test
    void growsButNotBeyondTheLongest() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(Stream.generate(backoff::next).limit(20).toList())
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) <= 0)
                .last()
                .matches(wait -> wait.compareTo(Duration.ofSeconds(1)) >= 0);
    }

    @Test
    void beginsAnewAfterSuccess() {
        Stream.generate(backoff::next).limit(10).toList();
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
