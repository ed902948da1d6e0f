package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The time between two leaders, which nobody who waits for something needs to notice. */
final class Absence {
    /** A change of leader is over by then. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final InstantSource clock;
    private Optional<Instant> since = Optional.empty();

    Absence(InstantSource clock) {
        this.clock = clock;
    }

    /** What is answered; empty: nobody leads for the moment. */
    <T> Optional<T> bridged(Supplier<T> question) {
        try {
            T answer = question.get();
            since = Optional.empty();
            return Optional.of(answer);
        } catch (Refusal e) {
            Instant first = since.orElseGet(clock::instant);
            since = Optional.of(first);
            if (!e.passing() || !clock.instant().isBefore(first.plus(LONGEST))) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
