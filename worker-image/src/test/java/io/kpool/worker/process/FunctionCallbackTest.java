package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.process.ProcessFixture.Launched;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Distribunator's callbacks. */
@Timeout(180)
class FunctionCallbackTest {
    private final ProcessFixture fixture = new ProcessFixture();

    @Test
    @DisplayName(
            "D4 the callback runs on the target, with the result, before that is told; what it returns is discarded")
    void d4_callsBackBeforeItTells() throws Exception {
        Launched launched = twice("com.example.Talking:calledBack");
        Outcome outcome = launched.observer().outcome();
        Outcome last = launch("lastCallback", "[]", "").observer().outcome();

        assertThat(outcome.result().toStringUtf8()).isEqualTo("42");
        assertThat(last.result().toStringUtf8()).isEqualTo("\"" + launched.pid() + " 42\"");
    }

    @Test
    @DisplayName("D4 no callback")
    void d4_callsNobodyBack() throws Exception {
        assertThat(twice("").observer().outcome().result().toStringUtf8()).isEqualTo("42");
    }

    @Test
    void failsWithWhatTheCallbackThrows() throws Exception {
        Outcome outcome = twice("com.example.Talking:badCallback").observer().outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.EXCEPTION);
        assertThat(outcome.message()).startsWith("java.lang.IllegalStateException: called back with 42");
    }

    @Test
    void doesNotBeginWithoutItsCallback() throws Exception {
        Launched unknown = twice("com.example.Talking:nothing");
        Launched malformed = twice("nothing");

        assertThat(unknown.observer().outcome().reason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION);
        assertThat(unknown.observer().outcome().message()).contains("has no public static method nothing");
        assertThat(unknown.observer().hasStarted()).isFalse();
        assertThat(malformed.observer().outcome().message()).contains("write module:function");
    }

    @Test
    void saysThatTheCallbackDoesNotTakeTheResult() throws Exception {
        Outcome outcome = launch("lastCallback", "[]", "com.example.Talking:badCallback")
                .observer()
                .outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION);
        assertThat(outcome.message()).contains("badCallback(int): argument 1 is ");
    }

    private Launched twice(String callback) {
        return launch("twice", "[21]", callback);
    }

    private Launched launch(String function, String arguments, String callback) {
        return fixture.launch(Spawn.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule(Talking.class.getName())
                        .setFunction(function)
                        .setArguments(ByteString.copyFromUtf8(arguments))
                        .setCallback(callback)));
    }
}
