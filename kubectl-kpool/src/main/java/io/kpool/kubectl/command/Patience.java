package io.kpool.kubectl.command;

import io.kpool.kubectl.wire.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a command goes on asking, and how often: often at first, once a second later. */
final class Patience {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1_000;

    private final InstantSource clock;
    private final Instant end;
    private final String option;
    private long pause = FIRST_MILLIS;

    private Patience(InstantSource clock, Instant end, String option) {
        this.clock = clock;
        this.end = end;
        this.option = option;
    }

    /** As long as {@code --timeout} says; 0: without end. */
    static Patience of(Session session, String timeout) {
        return of(session, Root.duration("--timeout", timeout), "--timeout " + timeout);
    }

    static Patience of(Session session, Duration time, String option) {
        InstantSource clock = session.surroundings().clock();
        return new Patience(clock, time.isZero() ? Instant.MAX : clock.instant().plus(time), option);
    }

    /** How many seconds are left, at least 1 and at most that many. */
    int seconds(int atMost) {
        return Math.clamp(Duration.between(clock.instant(), end).plusMillis(999).toSeconds(), 1, atMost);
    }

    /** What comes of it in time; when time is over, the command ends with that word, and without it. */
    <T> T await(Future<T> result, String otherwise) throws InterruptedException {
        try {
            return end.equals(Instant.MAX)
                    ? result.get()
                    : result.get(Duration.between(clock.instant(), end).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw late(otherwise);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    boolean over() {
        return !clock.instant().isBefore(end);
    }

    /** Waits a little; when time is over, the command ends with that word. */
    void pause(String otherwise) throws InterruptedException {
        if (over()) {
            throw late(otherwise);
        }
        Thread.sleep(pause);
        pause = Math.min(LONGEST_MILLIS, pause * 2);
    }

    private Failure late(String otherwise) {
        return Failure.timeout(otherwise + " (" + option + ")");
    }
}
