package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Welcome;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits until it is known whether a session's caller may. */
class LivePermissionTest {
    private final LiveLab lab = LiveLab.leading();

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void isDroppedWhenTheSessionEnds() throws Exception {
        // Given
        FakeWorker worker = lab.connected();
        CompletableFuture<Void> answers = lab.admission.hold();
        FakeCaller caller = lab.caller();
        caller.begin(FakeCaller.open());
        caller.send(CallerFrame.newBuilder().addSpawn(function(1).setLink(true)).setClose(true));
        assertThat(caller.hears()).isEqualTo("ended NORMAL");
        // When
        answers.complete(null);
        // Then
        assertThat(worker.isLeftAlone(300)).isTrue();
    }

    @Test
    void countsAsUnanswered() throws Exception {
        // Given
        lab.admission.hold();
        FakeCaller caller = lab.caller();
        Welcome welcome = caller.begin(FakeCaller.open());
        // When
        CallerFrame.Builder many = CallerFrame.newBuilder();
        IntStream.rangeClosed(0, welcome.getCredit()).forEach(number -> many.addSpawn(function(1 + number)));
        caller.send(many);
        // Then
        assertThat(caller.end()).isEqualTo("INVALID_ARGUMENT invalid");
    }
}
