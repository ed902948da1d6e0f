package io.kpool.pool;

import static io.kpool.pool.PoolFixture.worker;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Somebody sets the clock, or the machine slept: what waits goes by another one. */
class ClockTest {
    private static final long HOUR = 3_600_000;

    private final PoolFixture pool = PoolFixture.of(PlacementStrategy.LEAST_LOADED, "a");

    @Test
    void whatIsToldGoesByTheClockThatEverybodyReads() {
        // Given
        pool.master.unixAhead(HOUR);

        // When
        pool.serve("a");
        pool.startOne();

        // Then
        assertThat(pool.host("a").status().sinceMillis()).isEqualTo(pool.now + HOUR);
        assertThat(pool.all(Effect.ProcessStarted.class))
                .singleElement()
                .returns(pool.now + HOUR, Effect.ProcessStarted::startedMillis);
    }

    @Test
    void anEndThatTheMasterDecidesIsToldByTheClockThatEverybodyReads() {
        // Given
        pool.master.unixAhead(HOUR);
        pool.serve("a");
        pool.startOne();
        RequestId unstarted = pool.submit();

        // When
        pool.stop(unstarted, new StopOrder(ExitReason.SHUTDOWN, 0));
        pool.run(() -> pool.master.workerGone(worker("a"), GoneEvidence.POD_GONE, pool.now));
        pool.restore(PoolFixture.request(9), "a", new RecordedStart.NotStarted());

        // Then
        assertThat(pool.all(Effect.ProcessEnded.class))
                .extracting(ended -> ended.exit().endedMillis())
                .containsExactly(pool.now + HOUR, pool.now + HOUR, pool.now + HOUR);
    }

    @Test
    void noWorkerIsSilentBecauseTheClockWasSet() {
        // Given
        pool.serve("a");

        // When
        pool.master.unixAhead(HOUR);
        pool.after(100);

        // Then
        assertThat(pool.state("a")).isEqualTo(HostState.READY);
    }

    @Test
    void howLongALostWorkerIsSilentDoesNotChangeWhenTheClockIsSet() {
        // Given
        pool.serve("a");
        long lastHeard = pool.now;
        pool.after(Silence.LOST_AFTER_MILLIS);

        // When
        pool.master.unixAhead(HOUR);

        // Then
        assertThat(pool.master.fate(worker("a")))
                .isEqualTo(new WorkerFate.Silent(lastHeard + HOUR, MasterLoss.NOT_TOLD));
    }
}
