package io.kpool.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.SpawnAnswer;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.worker.process.ProcessFixture.Launched;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What functions have run elsewhere, from the agent's JVM and in one of their own. */
@Timeout(180)
class RemoteRunsTest {
    private static final String OTHER = "demo/beta.1.2";

    private final ProcessFixture fixture = new ProcessFixture();

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void hasAFunctionRunElsewhere(Isolation isolation) throws Exception {
        Launched launched = rpc(
                isolation,
                SpawnAnswer.newBuilder()
                        .setPid(OTHER)
                        .setExit(Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(json("[2]"))));

        assertThat(result(launched)).isEqualTo("\"[2]\"");
        assertThat(launched.observer().asked().getFirst().getSpawn()).satisfies(asked -> {
            assertThat(asked.getPool() + "/" + asked.getHost()).isEqualTo("demo/beta");
            assertThat(asked.getAwaitExit()).isTrue();
            assertThat(asked.getTimeoutMillis()).isEqualTo(5_000);
            assertThat(asked.getJava().getArguments().toStringUtf8()).isEqualTo("[1,\"a\"]");
            assertThat(asked.getJava().getCallback()).isEqualTo("a.B:c");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void d4_saysWithWhatReasonARemoteFunctionFailed(Isolation isolation) throws Exception {
        Launched thrown = rpc(
                isolation,
                SpawnAnswer.newBuilder()
                        .setExit(Exit.newBuilder()
                                .setReason(ExitReason.EXCEPTION)
                                .setMessage("no luck")));

        assertThat(result(thrown)).isEqualTo("\"badrpc, badrpc: exception: no luck\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void d4_saysThatThereIsNoNode(Isolation isolation) throws Exception {
        Launched launched = rpc(isolation, SpawnAnswer.newBuilder().setError("no_node"));

        assertThat(result(launched)).isEqualTo("\"no_node, no_node: no_node\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void spawnsAndSaysWhyNot(Isolation isolation) throws Exception {
        Launched started = answered(
                isolation, "spawn", "[\"demo\"]", spawn(SpawnAnswer.newBuilder().setPid(OTHER)));
        Launched refused = answered(
                isolation,
                "spawn",
                "[\"demo\"]",
                spawn(SpawnAnswer.newBuilder().setError("no_capacity").setMessage("all full")));

        assertThat(result(started)).isEqualTo("\"" + OTHER + "\"");
        assertThat(result(refused)).isEqualTo("\"not_started, not_started: no_capacity: all full\"");
    }

    private Launched rpc(Isolation isolation, SpawnAnswer.Builder answer) {
        return answered(isolation, "rpc", "[\"demo/beta\", \"a.B\", \"f\"]", spawn(answer));
    }

    private static Answer.Builder spawn(SpawnAnswer.Builder answer) {
        return Answer.newBuilder().setSpawn(answer);
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static String result(Launched launched) throws Exception {
        Outcome outcome = launched.observer().outcome();
        assertThat(outcome.message()).isEmpty();
        return outcome.result().toStringUtf8();
    }

    private Launched answered(Isolation isolation, String function, String arguments, Answer.Builder answer) {
        return fixture.launch(
                Spawn.newBuilder()
                        .setJava(JavaFunction.newBuilder()
                                .setModule(Talking.class.getName())
                                .setFunction(function)
                                .setArguments(json(arguments))
                                .setIsolation(isolation)),
                answer.build());
    }
}
