package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.CallerSession;
import io.kpool.protocol.live.Welcome;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VanishedCallerTest {
    /** Until the operator asks whether it is there, and until that was not answered. */
    private static final Duration NOTICED = Duration.ofSeconds(15);

    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void takesItsLinkedProcessWithItThoughNothingTellsThatItIsGone() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        Line line = lab.line();
        FakeCaller caller = lab.callerBy(line);
        Welcome welcome = caller.begin(FakeCaller.open());
        caller.spawn(function(1).setLink(true));
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("1 started");
        // When
        line.cut();
        // Then
        Awaitility.await()
                .atMost(NOTICED.plusMillis(CallerSession.AFTERLIFE_MILLIS).multipliedBy(2))
                .untilAsserted(() -> {
                    // A worker that says nothing for so long is lost.
                    worker.load(0);
                    assertThat(worker.frame().getDeliveredList())
                            .singleElement()
                            .extracting(told -> told.getSignal().getPeer())
                            .isEqualTo(welcome.getSession());
                });
    }
}
