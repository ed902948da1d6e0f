package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.crd.Limits;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.CommandLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that wait are bounded by what they hold, and not only by their number. */
class LargeRequestsTest {
    /** So many of the largest standard input are nearly 8 MiB. */
    private static final int FIT = 127;

    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void refusesWhatThereIsNoRoomForUntilSomeHaveStarted() throws Exception {
        // Given
        lab.declare(1_000);
        FakeWorker worker = lab.connected();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        for (int number = 1; number <= FIT; number++) {
            caller.spawn(large(number));
        }
        // When
        caller.spawn(large(FIT + 1));
        // Then
        assertThat(caller.hears()).isEqualTo((FIT + 1) + " failed NO_CAPACITY");
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("1 started");
        caller.spawn(large(FIT + 2), FakeCaller.function(FIT + 3).clearJava());
        assertThat(caller.hears()).isEqualTo((FIT + 3) + " failed INVALID");
    }

    @Test
    void givesBackWhatADeletedPoolHeld() throws Exception {
        // Given: no worker
        lab.declare(1_000);
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        for (int number = 1; number <= FIT + 1; number++) {
            caller.spawn(large(number));
        }
        assertThat(caller.hears()).isEqualTo((FIT + 1) + " failed NO_CAPACITY");
        // When
        lab.forgetPool();
        for (int number = 1; number <= FIT; number++) {
            assertThat(caller.hears()).endsWith(" failed NO_SUCH_POOL");
        }
        lab.declare(1_000);
        caller.spawn(large(FIT + 2));
        // Then
        FakeWorker worker = lab.connected();
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith((FIT + 2) + " started");
    }

    private static SpawnRequest.Builder large(long number) {
        return FakeCaller.function(number)
                .setCommandLine(CommandLine.newBuilder().addArgv("cat").setStdin("x".repeat(Limits.STDIN)));
    }
}
