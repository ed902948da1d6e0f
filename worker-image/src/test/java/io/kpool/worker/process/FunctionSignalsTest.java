package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.example.Linked;
import com.google.protobuf.ByteString;
import io.kpool.pool.ExitHandling;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What functions and others tell each other, in the agent's JVM and in one of their own. */
@Timeout(180)
class FunctionSignalsTest {
    private static final String OTHER = "demo/beta.1.2";

    private final ProcessFixture fixture = new ProcessFixture();

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void receivesWhatItTraps(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("trap", isolation));
        await().until(() -> launched.process().exitHandling() == ExitHandling.TRAPPED);

        launched.process()
                .deliver(ProcessSignal.newBuilder()
                        .setPeer(OTHER)
                        .setExit(ExitSignal.newBuilder()
                                .setReason(ExitReason.EXCEPTION)
                                .setMessage("no luck")
                                .setLinked(true))
                        .build());

        assertThat(launched.observer().outcome().result().toStringUtf8())
                .isEqualTo("[\"" + OTHER + "\",\"exception\",\"no luck\"]");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void tellsOthersInOrder(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("tell", isolation));

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);

        assertThat(launched.observer().sent())
                .allMatch(signal -> signal.getPeer().equals(OTHER));
        assertThat(launched.observer().sent())
                .extracting(
                        ProcessSignal::getWhatCase,
                        signal -> signal.getExit().getReason(),
                        signal -> signal.getExit().getMessage())
                .containsExactly(
                        tuple(ProcessSignal.WhatCase.LINK, ExitReason.EXIT_REASON_UNSPECIFIED, ""),
                        tuple(ProcessSignal.WhatCase.UNLINK, ExitReason.EXIT_REASON_UNSPECIFIED, ""),
                        tuple(ProcessSignal.WhatCase.EXIT, ExitReason.KILLED, ""),
                        tuple(ProcessSignal.WhatCase.EXIT, ExitReason.NORMAL, ""),
                        tuple(ProcessSignal.WhatCase.EXIT, ExitReason.SHUTDOWN, ""),
                        tuple(ProcessSignal.WhatCase.EXIT, ExitReason.EXIT, "out of paper"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void trapsNoMoreWhenItSaysSo(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("trapNoMore", isolation));
        await().until(() -> !launched.observer().sent().isEmpty());

        assertThat(launched.process().exitHandling()).isEqualTo(ExitHandling.UNTRAPPED);

        launched.process().force();
        launched.awaitEnd();
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void waitsNoLongerThanItWants(Isolation isolation) throws Exception {
        var launched = fixture.launch(function("hearsNothing", "[5]", isolation));

        assertThat(launched.observer().outcome().result().toStringUtf8()).isEqualTo("true");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void cannotTellWhoIsNoProcess(Isolation isolation) throws Exception {
        Outcome outcome = fixture.launch(function("tell", "[\"nobody\"]", isolation))
                .observer()
                .outcome();

        assertThat(outcome.reason()).isEqualTo(ExitReason.EXCEPTION);
        assertThat(outcome.message()).startsWith("java.lang.IllegalArgumentException: not a pid: 'nobody'");
    }

    private static Spawn.Builder function(String name, Isolation isolation) {
        return function(name, "[\"" + OTHER + "\"]", isolation);
    }

    private static Spawn.Builder function(String name, String arguments, Isolation isolation) {
        return Spawn.newBuilder()
                .setJava(JavaFunction.newBuilder()
                        .setModule(Linked.class.getName())
                        .setFunction(name)
                        .setArguments(ByteString.copyFromUtf8(arguments))
                        .setIsolation(isolation));
    }
}
