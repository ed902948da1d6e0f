package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.LeaveReason;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.worker.process.ProcessFixture.Launched;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What functions see of others, in the agent's JVM and in one of their own. */
@Timeout(180)
class SelfTest {
    private static final String OTHER = "demo/beta.1.2";

    private final ProcessFixture fixture = new ProcessFixture();

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void receivesAllKindsInTheOrderTheyCame(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "collect", "[3]");
        launched.process().deliver(message("\"hello\"", 0));
        launched.process().deliver(message("[1]", 5));
        launched.process()
                .deliver(from().setBounce(Bounce.newBuilder().setWhy(Undelivered.RECEIVER_FULL))
                        .build());

        assertThat(result(launched))
                .isEqualTo("[\"" + OTHER + " says \\\"hello\\\"\",\"" + OTHER + " asks [1]\",\"" + OTHER
                        + " mailbox_full\"]");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void getsTheAnswerToItsCall(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "ask", "[\"" + OTHER + "\", \"well?\", 60000]");
        ProcessSignal call = sent(launched);

        launched.process()
                .deliver(from().setReply(Reply.newBuilder()
                                .setCall(call.getMessage().getCall())
                                .setBody(json("\"well!\"")))
                        .build());

        assertThat(call.getPeer()).isEqualTo(OTHER);
        assertThat(call.getMessage().getBody().toStringUtf8()).isEqualTo("\"well?\"");
        assertThat(result(launched)).isEqualTo("\"well!\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void waitsForAnAnswerNoLongerThanItSays(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "ask", "[\"" + OTHER + "\", \"well?\", 5]");

        assertThat(result(launched)).startsWith("\"timeout, ");
        assertThat(launched.observer().abandoned())
                .containsExactly(sent(launched).getMessage().getCall());
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void answersEachCallAndSaysSoOnce(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "echo", "[]");

        launched.process().deliver(message("{\"a\":1}", 7));
        launched.process().deliver(message("0", 0));

        assertThat(launched.observer().outcome().reason()).isEqualTo(ExitReason.NORMAL);
        ProcessSignal reply = launched.observer().sent().getFirst();
        assertThat(reply.getPeer()).isEqualTo(OTHER);
        assertThat(reply.getReply().getCall()).isEqualTo(7);
        assertThat(reply.getReply().getBody().toStringUtf8()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void joinsRegistersAndReads(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "register", "[]");

        assertThat(result(launched)).isEqualTo("\"PID_OF name com.example.Talking\"");
        assertThat(launched.observer().asked())
                .extracting(Question::getDirectory)
                .containsExactly(register("com.example.Talking", launched), register("another", launched));
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void readsGroupsAsGroupsAndNamesAsNames(Isolation isolation) throws Exception {
        assertThat(result(launch(isolation, "read", "[\"k\"]")))
                .isEqualTo("[[\"GET_MEMBERS group k\"],[\"GET_LOCAL_MEMBERS group k\"],\"GET_CLOSEST_PID group k\","
                        + "[\"ALL_PIDS_OF name k\"],[\"ALL_NODES_OF name k\"],\"PID_OF name k\"]");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void saysWhyItMayNotJoin(Isolation isolation) throws Exception {
        Launched launched = answered(
                isolation,
                "join",
                "[\"nobodys\"]",
                Answer.newBuilder()
                        .setDirectory(DirectoryResponse.newBuilder().setError(DirectoryError.NO_SUCH_GROUP)));

        assertThat(launched.observer().outcome().message())
                .startsWith("io.kpool.worker.api.FailureException: no_such_group: nobodys");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void n29_isToldOnceOfEachChangeThatItWatches(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "watch", "[\"g\", 2]");
        await().until(() -> !launched.observer().watches().isEmpty());
        long watch = launched.observer().watches().getFirst();

        launched.process().deliver(watch + 1, change(KeyEvent.DELETED).build());
        launched.process()
                .deliver(
                        watch,
                        change(KeyEvent.JOINED).addPid(OTHER).addPid(OTHER).build());
        launched.process()
                .deliver(
                        watch,
                        change(KeyEvent.LEFT)
                                .addPid(OTHER)
                                .setReason(LeaveReason.WORKER_LOST)
                                .build());

        assertThat(result(launched))
                .isEqualTo("[\"false []\",\"JOINED [" + OTHER + ", " + OTHER + "] \",\"LEFT [" + OTHER
                        + "] noconnection\"]");
    }

    @ParameterizedTest
    @EnumSource(names = {"THREAD", "PROCESS"})
    void hearsNothingOfAWatchAfterItsEndAlsoWhatHadCome(Isolation isolation) throws Exception {
        Launched launched = launch(isolation, "unwatch", "[\"g\"]");
        await().until(() -> !launched.observer().watches().isEmpty());
        long watch = launched.observer().watches().getFirst();

        launched.process().deliver(message("1", 0));
        launched.process().deliver(watch, change(KeyEvent.CREATED).build());
        await().until(() -> launched.observer().watches().isEmpty());
        launched.process().deliver(watch, change(KeyEvent.DELETED).build());
        launched.process().deliver(message("2", 0));

        assertThat(result(launched)).isEqualTo("[\"" + OTHER + " says 2\"]");
    }

    private static KeyChange.Builder change(KeyEvent event) {
        return KeyChange.newBuilder().setEvent(event);
    }

    private static DirectoryRequest register(String name, Launched launched) {
        return DirectoryRequest.newBuilder()
                .setOperation(DirectoryOperation.REGISTER)
                .setKey(name)
                .setPid(launched.pid().toString())
                .build();
    }

    private static ProcessSignal sent(Launched launched) {
        await().until(() -> !launched.observer().sent().isEmpty());
        return launched.observer().sent().getFirst();
    }

    private static ProcessSignal message(String body, long call) {
        return from().setMessage(Message.newBuilder().setBody(json(body)).setCall(call))
                .build();
    }

    private static ProcessSignal.Builder from() {
        return ProcessSignal.newBuilder().setPeer(OTHER);
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static String result(Launched launched) throws Exception {
        Outcome outcome = launched.observer().outcome();
        assertThat(outcome.message()).isEmpty();
        return outcome.result().toStringUtf8();
    }

    private Launched launch(Isolation isolation, String function, String arguments) {
        return answered(isolation, function, arguments, Answer.newBuilder());
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
